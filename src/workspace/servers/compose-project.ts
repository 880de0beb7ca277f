import { createHash } from 'node:crypto';
import type { Side } from '../../model/subject.ts';

/**
 * A project name for `docker compose` on each side. By default it is the folder's name, which is the same on both
 * sides, so they would take each other's containers. https://docs.docker.com/compose/how-tos/project-name/
 *
 * @returns nothing if the user has set one
 */
export function composeProject(side: Side, directory: string): Readonly<Record<string, string>> {
  if (process.env.COMPOSE_PROJECT_NAME) return {};
  const folder = createHash('sha256').update(directory).digest('hex').slice(0, 8);
  return { COMPOSE_PROJECT_NAME: `perf-budget-${side}-${folder}` };
}
