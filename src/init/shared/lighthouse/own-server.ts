import { posix } from 'node:path';
import type { Draft } from '../../importer.ts';
import { type Notes, shown } from '../notes.ts';
import { fromFolder } from '../paths.ts';
import { startedBy } from './command-with-port.ts';
import type { LighthouseRequest } from './request.ts';

/** The server that Lighthouse CI starts itself; null if it starts none. */
export function ownServer({ source, collect, at }: LighthouseRequest, notes: Notes): Draft | null {
  const { startServerCommand, staticDistDir } = collect;
  if (typeof startServerCommand === 'string' && startServerCommand.trim() !== '') {
    const server = startedBy(startServerCommand.trim());
    const timeout = collect.startServerReadyTimeout;
    const cwd = source.folder === '' ? {} : { cwd: source.folder };
    const ready = typeof timeout === 'number' && timeout > 30_000 ? { timeout: `${Math.ceil(timeout / 1_000)} s` } : {};
    return { ...server, settings: { ...server.settings, ...cwd, ...ready } };
  }
  if (typeof staticDistDir !== 'string') return null;
  const folder = fromFolder(source.folder, staticDistDir).replace(/\/+$/, '');
  if (!posix.isAbsolute(folder) && !folder.startsWith('..')) return { name: 'site', settings: { static: folder } };
  const what = `staticDistDir ${shown(staticDistDir)}`;
  notes.leftOut([...at, 'collect', 'staticDistDir'], what, 'it lies outside of this folder');
  return null;
}

export function noteServer(
  { collect, at }: LighthouseRequest,
  { settings }: Draft,
  isUsed: boolean,
  notes: Notes,
): void {
  const key = settings.static === undefined ? 'startServerCommand' : 'staticDistDir';
  const written = collect[key];
  const path = [...at, 'collect', key];
  const becomes = settings.static === undefined ? `start: ${settings.start}` : `static: ${settings.static}`;
  if (!isUsed) notes.leftOut(path, `${key} ${shown(written)}`, 'none of the addresses is on it');
  else if (key === 'staticDistDir' || settings.start === String(written).trim()) {
    notes.alike(path, `${key} ${shown(written)} → ${becomes}`);
  } else notes.about(path, `${key} ${shown(written)} → ${becomes}`, 'it gets its port from PORT here');
}
