import { isIPv4 } from 'node:net';
import { checks } from '../checks/index.ts';
import { closestTo } from '../settings/keys.ts';
import { quoted } from '../settings/messages.ts';
import type { ConfigMistake } from './document.ts';

export type Keys = Readonly<Record<string, unknown>>;

export const isKeys = (value: unknown): value is Keys =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Mistakes in the servers that subjects name. It reads the config as written, so that these mistakes are reported together
 * with those of the schema; wrong shapes are left to the schema.
 */
export function serverMistakes(config: unknown): ConfigMistake[] {
  if (!isKeys(config)) return [];
  const { servers = {} } = config;
  if (!isKeys(servers)) return [];
  return checks.flatMap(({ id, schedule }) => {
    const subjects = config[id];
    if (!isKeys(subjects)) return [];
    return Object.entries(subjects).flatMap(([name, settings]) => {
      if (!isKeys(settings) || typeof settings.server !== 'string' || settings.server === '') return [];
      const wrong = serverMistake(settings.server, servers, schedule.load);
      return wrong === null ? [] : [{ path: [id, name, 'server'], at: 'value' as const, ...wrong }];
    });
  });
}

function serverMistake(name: string, servers: Keys, loads: boolean): { message: string; hint: string } | null {
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
  if (!loads || !isKeys(server) || server['allow-load'] === true) return null;
  const far = [server.url, server['base-url']].filter((url) => typeof url === 'string').find(isFar);
  if (far === undefined) return null;
  return {
    message: `this would put load on ${quoted(far)}`,
    hint: `if that is what you want, add allow-load: true to the server`,
  };
}

function isFar(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return !(hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.')));
}
