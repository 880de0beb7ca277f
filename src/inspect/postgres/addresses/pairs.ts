import { upstreamOf } from './upstream.ts';
import { DEFAULT_PORT, demandOf, type Environment, type Found, severalHosts, tls } from './value.ts';

/** `Host=db;Port=5432;Database=shop`, and `host=db port=5432 dbname=shop`. */
const PAIRS = { ';': /([\w ]+?)(\s*=\s*)('[^']*'|"[^"]*"|[^;]*)/g, ' ': /(\w+)(\s*=\s*)('[^']*'|\S*)/g };

/** A value of names and values. */
export function ofPairs(variable: string, value: string, environment: Environment): Found {
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
