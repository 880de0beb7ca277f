import { createHash } from 'node:crypto';
import type { Side } from '../../model/subject.ts';

/**
 * A project of each side's own for `docker compose`, which otherwise names it by the folder: base's has head's name, and
 * the sides would take each other's containers. https://docs.docker.com/compose/how-tos/project-name/
 *
 * @returns nothing if the user has set one
 */
export function composeProject(side: Side, directory: string): Readonly<Record<string, string>> {
  if (process.env.COMPOSE_PROJECT_NAME) return {};
  const folder = createHash('sha256').update(directory).digest('hex').slice(0, 8);
  return { COMPOSE_PROJECT_NAME: `perf-budget-${side}-${folder}` };
}
