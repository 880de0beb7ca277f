/** Why a database is not watched, or not wholly. */
export interface Note {
  /** The variable that leads to it. */
  readonly variable: string;
  readonly code:
    | 'tls' // TLS is demanded, which nothing can read along
    | 'unreachable' // nothing answers at its address
    | 'refused' // it takes no session of the server
    | 'remote' // it is on another network, so it is left alone unless it is named
    | 'several-hosts' // its address names several hosts
    | 'unset' // the config names the variable, and it is not set
    | 'no-address' // the config names the variable, and it holds no address of PostgreSQL
    | 'other-protocol' // what answers there is not PostgreSQL
    | 'not-asked' // indexes could not be asked for
    | 'no-superuser' // plans could not be seen, for want of rights
    | 'no-plans'; // plans could not be seen
  /** The problem as a clause, such as "it asks for TLS (sslmode=require)". It may hold foreign text. */
  readonly message: string;
}

/** How to fix it; null if nothing can be done. */
export function fixOf({ code, variable }: Note): string | null {
  switch (code) {
    case 'tls':
      if (variable === 'PGHOST')
        return `Set PGSSLMODE to disable under the server's env, and let the database accept that.`;
      return `Give ${variable} an address with sslmode=disable under the server's env, and let the database accept that.`;
    case 'unreachable':
      return `Start the database before the server, or correct ${variable} under the server's env.`;
    case 'refused':
      return `Correct ${variable} under the server's env, or prepare the database.`;
    case 'remote':
      return `Name it under the server's database to have it watched all the same.`;
    case 'several-hosts':
      return `Give ${variable} one host under the server's env.`;
    case 'unset':
      return `Set ${variable} under the server's env: a file such as .env is read by the server alone.`;
    case 'no-address':
      return `Give ${variable} an address such as postgres://user@localhost:5432/name, or name host and port by their variables.`;
    case 'other-protocol':
      return null;
    case 'not-asked':
      return null;
    case 'no-plans':
      return null;
    case 'no-superuser':
      return `Let the server connect as a superuser, as it may in CI, to have the plans seen.`;
  }
}
