import { checks } from '../checks/index.ts';
import { quoted } from '../settings/messages.ts';
import { unsetVariableOf, withoutUser } from '../text/address.ts';
import { closestTo } from '../text/closest-to.ts';
import { isObject, type UnknownKeys } from '../text/parse-json.ts';
import { isLoopback } from '../workspace/servers/loopback.ts';
import type { ConfigMistake } from './document.ts';
import type { WrittenServer } from './server-schema.ts';

/**
 * Mistakes in the servers that subjects name. It reads the config as written, so that these mistakes are reported
 * together with the schema's. Wrong shapes are left to the schema.
 *
 * @param filled the servers with their values from the environment, once the schema accepts them
 */
export function serverMistakes(config: unknown, filled: Readonly<Record<string, WrittenServer>> = {}): ConfigMistake[] {
  if (!isObject(config)) return [];
  const { servers: written = {} } = config;
  if (!isObject(written)) return [];
  const servers = Object.fromEntries(
    Object.entries(written).map(([name, server]) => {
      const { url, 'base-url': baseUrl } = (Object.hasOwn(filled, name) ? filled[name] : undefined) ?? {};
      return [name, isObject(server) && url !== undefined ? { ...server, url, 'base-url': baseUrl } : server];
    }),
  );
  return [...proxyMistakes(servers), ...subjectMistakes(config, servers)];
}

const subjectMistakes = (config: UnknownKeys, servers: UnknownKeys): ConfigMistake[] =>
  checks.flatMap(({ id, schedule }) => {
    const subjects = config[id];
    if (!isObject(subjects)) return [];
    return Object.entries(subjects).flatMap(([name, settings]) => {
      if (!isObject(settings) || typeof settings.server !== 'string' || settings.server === '') return [];
      const wrong = serverMistake(settings.server, servers, schedule.load);
      return wrong === null ? [] : [{ path: [id, name, 'server'], at: 'value' as const, ...wrong }];
    });
  });

/** The servers behind a server, by path prefix; entries of a wrong shape are skipped. */
function behind(server: unknown): [prefix: string, name: string][] {
  if (!isObject(server) || !isObject(server.proxy)) return [];
  return Object.entries(server.proxy).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

const proxyMistakes = (servers: UnknownKeys): ConfigMistake[] =>
  Object.entries(servers).flatMap(([name, server]) =>
    behind(server).flatMap(([prefix, target]): ConfigMistake[] => {
      const place = { path: ['servers', name, 'proxy', prefix], at: 'value' } as const;
      if (target === '') return [];
      if (leadsTo(target, name, servers)) {
        const message = `this leads back to ${quoted(name)} itself`;
        return [{ ...place, message, hint: 'name the server that answers these paths' }];
      }
      const wrong = serverMistake(target, servers, false);
      return wrong === null ? [] : [{ ...place, ...wrong }];
    }),
  );

function leadsTo(from: string, to: string, servers: UnknownKeys, seen: readonly string[] = []): boolean {
  if (from === to) return true;
  if (seen.includes(from) || !Object.hasOwn(servers, from)) return false;
  return behind(servers[from]).some(([, next]) => leadsTo(next, to, servers, [...seen, from]));
}

function serverMistake(name: string, servers: UnknownKeys, loads: boolean): { message: string; hint: string } | null {
  if (!Object.hasOwn(servers, name)) {
    const declared = Object.keys(servers);
    const closest = closestTo(name, declared);
    const known = declared.length > 0 ? `declared are ${declared.map(quoted).join(', ')}` : 'none is declared';
    return {
      message: `there is no server ${quoted(name)}; ${known}`,
      hint: closest === undefined ? 'declare it under servers' : `did you mean ${quoted(closest)}?`,
    };
  }
  const server = servers[name];
  if (!loads || !isObject(server) || server['allow-load'] === true) return null;
  for (const [, target] of behind(server)) {
    const isKnown = Object.hasOwn(servers, target) && !leadsTo(target, name, servers);
    const wrong = isKnown ? serverMistake(target, servers, loads) : null;
    if (wrong !== null) return wrong;
  }
  const far = [server.url, server['base-url']].filter((url) => typeof url === 'string').find(isFar);
  if (far === undefined) return null;
  return {
    message: `this would put load on ${quoted(withoutUser(far))}`,
    hint: `if that is what you want, add allow-load: true to the server`,
  };
}

function isFar(url: string): boolean {
  // Other addresses are mistakes that the schema reports.
  if (!/^https?:/.test(url) || !URL.canParse(url) || unsetVariableOf(url) !== null) return false;
  return !isLoopback(new URL(url).hostname);
}
