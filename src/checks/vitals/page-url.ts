import type { RunningServer } from '../../workspace/servers/server.ts';

/** The address of a page. A site below a base path has its pages there, whether or not the config repeats it. */
export function pageUrl({ origin, basePath = '' }: Pick<RunningServer, 'origin' | 'basePath'>, path: string): string {
  const isRepeated = path === basePath || path.startsWith(`${basePath}/`);
  return `${origin}${isRepeated ? '' : basePath}${path}`;
}
