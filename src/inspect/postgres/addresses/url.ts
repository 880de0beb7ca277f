import { upstreamOf } from './upstream.ts';
import { DEFAULT_PORT, decoded, demandOf, type Environment, type Found, severalHosts, tls } from './value.ts';

/** `jdbc:postgresql://ada:secret@db:5432/shop?sslmode=disable` */
const ADDRESS =
  /^((?:jdbc:)?(?:postgres(?:ql)?|postgis|pgsql|psql)(?:\+\w+)?:(?:\/\/|(?=\/)))([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i;

/** A value that is an address. */
export function ofUrl(variable: string, value: string, environment: Environment): Found {
  const parts = ADDRESS.exec(value.trim());
  if (parts === null) return { type: 'none' };
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
