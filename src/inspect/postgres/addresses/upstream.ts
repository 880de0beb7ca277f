import { readdirSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Upstream } from '../wire/tap.ts';

const SOCKET_FOLDERS = ['/var/run/postgresql', '/tmp'];

/** Without a host, clients of libpq use the socket of the system, and others localhost. */
export function upstreamOf(host: string, port: number): Upstream {
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
export function isNear(host: string): boolean {
  const name = host.toLowerCase();
  if (isIP(name) === 0) return !name.includes('.') || /\.(?:localhost|local|internal|test|home\.arpa)$/.test(name);
  return /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|::ffff:127\.|f[cd]|fe80:)/.test(name);
}
