import { readdirSync } from 'node:fs';
import { isIP } from 'node:net';
import type { DatabaseSettings } from '../model/plan.ts';
import { passwordsIn } from '../text/address.ts';
import type { Note } from './note.ts';
import type { Upstream } from './wire/tap.ts';

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

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 5432;
/** `jdbc:postgresql://ada:secret@db:5432/shop?sslmode=disable` */
const ADDRESS =
  /^((?:jdbc:)?(?:postgres(?:ql)?|postgis|pgsql|psql)(?:\+\w+)?:(?:\/\/|(?=\/)))([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i;
/** `Host=db;Port=5432;Database=shop`, and `host=db port=5432 dbname=shop`. */
const PAIRS = { ';': /([\w ]+?)(\s*=\s*)('[^']*'|"[^"]*"|[^;]*)/g, ' ': /(\w+)(\s*=\s*)('[^']*'|\S*)/g };
const SOCKET_FOLDERS = ['/var/run/postgresql', '/tmp'];

/** Finds the databases that `environment` names, and what each variable has to be for the way through a listener. */
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
    const found = ofValue(variable, value, environment);
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

type Found =
  | { readonly type: 'none' }
  | { readonly type: 'note'; readonly note: Omit<Note, 'variable'> }
  | {
      readonly type: 'found';
      readonly upstream: Upstream;
      readonly redirected: (port: number) => Readonly<Record<string, string>>;
    };

const tls = (what: string): Found => ({ type: 'note', note: { code: 'tls', message: `it asks for TLS (${what})` } });

function ofValue(variable: string, value: string, environment: Environment): Found {
  const parts = ADDRESS.exec(value.trim());
  if (parts !== null) return ofAddress(variable, parts, environment);
  return ofPairs(variable, value, environment);
}

/** What makes a client insist on TLS, or refuse to do without. */
function demandOf(options: ReadonlyMap<string, string>, environment: Environment): string | null {
  const mode = options.get('sslmode') ?? options.get('ssl mode') ?? environment.PGSSLMODE ?? '';
  if (/^(?:require|verify-?ca|verify-?full|no-verify)$/i.test(mode)) return `sslmode=${mode}`;
  if (/^(?:true|1|on)$/i.test(options.get('ssl') ?? '')) return 'ssl';
  if (/^direct$/i.test(options.get('sslnegotiation') ?? environment.PGSSLNEGOTIATION ?? ''))
    return 'sslnegotiation=direct';
  if (/^require$/i.test(options.get('channel_binding') ?? environment.PGCHANNELBINDING ?? ''))
    return 'channel_binding=require';
  if (/^require$/i.test(options.get('gssencmode') ?? environment.PGGSSENCMODE ?? '')) return 'gssencmode=require';
  return null;
}

function ofAddress(variable: string, parts: RegExpExecArray, environment: Environment): Found {
  const [, scheme = '', authority = '', path = '', query = '', hash = ''] = parts;
  const options = new Map(
    [...new URLSearchParams(query)].map(([name, option]) => [name.toLowerCase(), option] as const),
  );
  const demand = demandOf(options, environment);
  if (demand !== null) return tls(demand);
  const at = authority.lastIndexOf('@') + 1;
  const user = authority.slice(0, at);
  const host = authority.slice(at);
  if (host.includes(',') || options.get('host')?.includes(',')) return severalHosts;
  const named = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(host);
  if (named === null) return { type: 'note', note: { code: 'no-address', message: 'its address can not be read' } };
  const optionHost = options.get('hostaddr') ?? options.get('host');
  const wanted = optionHost ?? decoded((named[1] ?? '').replace(/^\[|\]$/g, ''));
  const port = Number(options.get('port') || named[2] || environment.PGPORT || DEFAULT_PORT);
  const isByOption = optionHost !== undefined || options.has('port');
  return {
    type: 'found',
    upstream: upstreamOf(wanted || environment.PGHOST || '', port),
    redirected: (port) => ({
      [variable]: `${scheme.endsWith('//') ? scheme : `${scheme}//`}${user}127.0.0.1:${port}${path}${
        isByOption
          ? query.replace(
              /([?&])(host|hostaddr|port)=[^&]*/gi,
              (_, sign, name) => `${sign}${name}=${/port/i.test(name) ? port : '127.0.0.1'}`,
            )
          : query
      }${hash}`,
    }),
  };
}

const severalHosts: Found = { type: 'note', note: { code: 'several-hosts', message: 'it names several hosts' } };

function ofPairs(variable: string, value: string, environment: Environment): Found {
  const pair = PAIRS[value.includes(';') ? ';' : ' '];
  const options = new Map(
    [...value.matchAll(pair)].map(([, name = '', , option = '']) => [
      name.trim().toLowerCase(),
      option.replace(/^(['"])(.*)\1$/, '$2'),
    ]),
  );
  const host = options.get('host') ?? options.get('hostaddr');
  if (host === undefined || !(options.has('dbname') || options.has('database'))) return { type: 'none' };
  const demand = demandOf(options, environment);
  if (demand !== null) return tls(demand);
  if (host.includes(',')) return severalHosts;
  const port = Number(options.get('port') || environment.PGPORT || DEFAULT_PORT);
  return {
    type: 'found',
    upstream: upstreamOf(host, port),
    redirected(port) {
      const replaced = value.replace(pair, (whole, name: string, sign: string) => {
        const key = name.trim().toLowerCase();
        return key === 'host' || key === 'hostaddr'
          ? `${name}${sign}127.0.0.1`
          : key === 'port'
            ? `${name}${sign}${port}`
            : whole;
      });
      if (options.has('port')) return { [variable]: replaced };
      return { [variable]: value.includes(';') ? `Port=${port};${replaced}` : `port=${port} ${replaced}` };
    },
  };
}

/** Of variables that hold no more than a host or a port. */
function ofHost(host: string | null, port: string | null, environment: Environment, address?: string): Found {
  const demand = demandOf(new Map(), environment);
  if (demand !== null) return tls(`PG… variables: ${demand}`);
  const wanted = (address !== undefined && environment[address]) || (host !== null && environment[host]) || '';
  if (host !== null && wanted === '') return { type: 'note', note: { code: 'unset', message: 'it is not set' } };
  if (wanted.includes(',')) return severalHosts;
  const number = Number((port !== null && environment[port]) || DEFAULT_PORT);
  if (!Number.isInteger(number))
    return { type: 'note', note: { code: 'no-address', message: 'its port is no number' } };
  return {
    type: 'found',
    upstream: upstreamOf(wanted || 'localhost', number),
    redirected: (listening) => ({
      ...(host !== null && { [host]: '127.0.0.1' }),
      ...(port !== null && { [port]: String(listening) }),
      ...(address !== undefined && environment[address] && { [address]: '127.0.0.1' }),
    }),
  };
}

/** Without a host, clients of libpq use the socket of the system, and others localhost. */
function upstreamOf(host: string, port: number): Upstream {
  const folders = host.startsWith('/') ? [host] : host === '' ? SOCKET_FOLDERS : [];
  const file = `.s.PGSQL.${port}`;
  const folder = folders.find((one) => hasFile(one, file)) ?? (host.startsWith('/') ? host : undefined);
  return folder === undefined ? { host: host || 'localhost', port } : { path: `${folder.replace(/\/$/, '')}/${file}` };
}

function hasFile(folder: string, file: string): boolean {
  try {
    return readdirSync(folder).includes(file);
  } catch {
    return false;
  }
}

/** Whether a host is this machine, or one of its own network. */
function isNear(host: string): boolean {
  const name = host.toLowerCase();
  if (isIP(name) === 0) return !name.includes('.') || /\.(?:localhost|local|internal|test|home\.arpa)$/.test(name);
  return /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|::ffff:127\.|f[cd]|fe80:)/.test(name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The password of an address, in each form that it may be seen in. */
function passwordsOf(value: string): string[] {
  const plain = value.replace(/^jdbc:/i, '');
  const [, authority] = /^[\w+]+:\/\/([^/?#]*)@/.exec(plain) ?? [];
  const written = authority?.includes(':') ? authority.slice(authority.indexOf(':') + 1) : undefined;
  const named = [...value.matchAll(/\b(?:password|pwd)\s*=\s*('[^']*'|"[^"]*"|[^\s;&]*)/gi)].map(([, one = '']) =>
    one.replace(/^(['"])(.*)\1$/, '$2'),
  );
  const all = [...passwordsIn(plain), ...named, ...(written === undefined ? [] : [written])];
  return [...new Set(all.flatMap((one) => [one, decoded(one)]))].filter((one) => one !== '');
}
