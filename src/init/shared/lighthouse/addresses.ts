import { posix } from 'node:path';
import { fromFolder } from '../paths.ts';
import type { Address, LighthouseRequest } from './request.ts';

/** The addresses to visit. Without any, Lighthouse CI visits up to five pages of a folder. */
export async function addressesIn({ source, project, at, collect }: LighthouseRequest): Promise<Address[]> {
  const written = [collect.url].flat().filter((url): url is string => typeof url === 'string' && url.trim() !== '');
  if (written.length > 0) {
    return written.map((address, index) => ({
      address,
      source,
      at: [...at, 'collect', 'url', ...(Array.isArray(collect.url) ? [index] : [])],
    }));
  }
  const dist = typeof collect.staticDistDir === 'string' ? collect.staticDistDir : null;
  if (dist === null && collect.startServerCommand === undefined) return [];
  const folder = fromFolder(source.folder, dist ?? '').replace(/\/+$/, '');
  const found = dist !== null ? await project.filesOf([`${folder}/*.html`, `${folder}/*/*.html`]) : [];
  const paths = found
    .map((path) => posix.relative(folder, path))
    .filter((path) => !/(?:^|\/)(?:404|500)\.html$/.test(path))
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
    .slice(0, 5);
  const place = [...at, 'collect', dist === null ? 'startServerCommand' : 'staticDistDir'];
  return (paths.length === 0 ? ['/'] : paths).map((path) => ({
    address: `/${path.replace(/^\/|index\.html$/g, '')}`,
    source,
    at: place,
  }));
}

const depthOf = (path: string): number => path.split('/').length;
