import type { DatabaseSettings } from '../../../model/plan.ts';
import type { Note } from '../../note.ts';
import type { Upstream } from '../wire/tap.ts';
import { ofHost } from './host-variables.ts';
import { ofPairs } from './pairs.ts';
import { passwordsOf } from './passwords.ts';
import { isNear } from './upstream.ts';
import { ofUrl } from './url.ts';
import type { Environment, Found } from './value.ts';

/** A database that variables lead to. */
export interface DatabaseAddress {
  /** The variable that a reader knows it by. */
  readonly variable: string;
  readonly upstream: Upstream;
  /** The variables to set so that the server connects to 127.0.0.1 and this port instead. */
  redirected(port: number): Readonly<Record<string, string>>;
}

export interface AddressesFound {
  readonly addresses: readonly DatabaseAddress[];
  readonly notes: readonly Note[];
  readonly passwords: readonly string[];
}

/**
 * The variables to name to a reader. If several lead to the same place, the server's own are named, and not the job's.
 *
 * @param own variables that the config sets for the server
 */
export function variablesOf(addresses: readonly DatabaseAddress[], own: readonly string[]): string[] {
  const place = ({ upstream }: DatabaseAddress) =>
    JSON.stringify(upstream).replace(/"(?:localhost|::1)"/, '"127.0.0.1"');
  const rank = ({ variable }: DatabaseAddress) => (own.includes(variable) ? 0 : variable === 'PGHOST' ? 2 : 1);
  return addresses
    .filter((one) => addresses.every((other) => place(other) !== place(one) || rank(other) >= rank(one)))
    .map(({ variable }) => variable);
}

/** Finds the databases that `environment` names, and the values with which variables lead through a listener. */
export function databasesOf(environment: Environment, settings: DatabaseSettings): AddressesFound {
  const addresses: DatabaseAddress[] = [];
  const notes: Note[] = [];
  const passwords: string[] = [];
  const take = (variable: string, found: Found, isNamed: boolean) => {
    if (found.type === 'none') return;
    if (found.type === 'note') {
      notes.push({ variable, ...found.note });
      return;
    }
    const host = 'host' in found.upstream ? found.upstream.host : null;
    if (host !== null && !isNamed && !isNear(host)) {
      notes.push({ variable, code: 'remote', message: `its host ${host} is on another network` });
      return;
    }
    addresses.push({ variable, upstream: found.upstream, redirected: found.redirected });
  };

  const { variables } = settings;
  for (const variable of variables ?? Object.keys(environment).toSorted()) {
    const value = environment[variable] ?? '';
    if (/^PG(?:HOST|HOSTADDR|PORT)$/.test(variable)) continue;
    const url = ofUrl(variable, value, environment);
    const found = url.type === 'none' ? ofPairs(variable, value, environment) : url;
    if (found.type === 'none' && variables !== null) {
      const message = value === '' ? 'it is not set' : 'it holds no address of PostgreSQL';
      notes.push({ variable, code: value === '' ? 'unset' : 'no-address', message });
    }
    if (found.type !== 'none') passwords.push(...passwordsOf(value));
    take(variable, found, variables !== null);
  }
  const namesHost = variables?.some((one) => /^PG(?:HOST|HOSTADDR|PORT)$/.test(one)) ?? false;
  if (namesHost || (variables === null && (environment.PGHOST || environment.PGHOSTADDR))) {
    take('PGHOST', ofHost('PGHOST', 'PGPORT', environment, 'PGHOSTADDR'), namesHost);
    if (environment.PGPASSWORD) passwords.push(environment.PGPASSWORD);
  }
  if (settings.host !== undefined || settings.port !== undefined) {
    const variable = settings.host ?? settings.port ?? '';
    take(variable, ofHost(settings.host ?? null, settings.port ?? null, environment), true);
  }
  return { addresses, notes, passwords };
}
