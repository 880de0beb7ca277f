import type { Note } from '../../note.ts';
import type { Upstream } from '../wire/tap.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The address of a database that a value contains. */
export type Found =
  | { readonly type: 'none' }
  | { readonly type: 'note'; readonly note: Omit<Note, 'variable'> }
  | {
      readonly type: 'found';
      readonly upstream: Upstream;
      /** The variables to set so that the server connects to 127.0.0.1 and this port instead. */
      readonly redirected: (port: number) => Readonly<Record<string, string>>;
    };

export const DEFAULT_PORT = 5432;

export const tls = (what: string): Found => ({
  type: 'note',
  note: { code: 'tls', message: `it asks for TLS (${what})` },
});

export const severalHosts: Found = { type: 'note', note: { code: 'several-hosts', message: 'it names several hosts' } };

/** The setting that makes a client insist on TLS, or refuse to do without. */
export function demandOf(options: ReadonlyMap<string, string>, environment: Environment): string | null {
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

/** Without its escapes, where they are whole. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
