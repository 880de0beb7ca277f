import { createHash } from 'node:crypto';
import type { Side } from '../model/subject.ts';
import { asFileName } from './file-name.ts';

/** The folder beside the report for the logs of commands. */
export const LOGS_FOLDER = 'logs';

export type Stage = 'install' | 'build' | 'prepare' | 'start' | 'stop' | 'run';

/** Whether a file in that folder is a log of a command. */
export const isLogName = (name: string): boolean =>
  /^(?:base|head)-(?:install|build|prepare|start|stop|run)(?:-[^/\\]+)?\.log$/.test(name);

/**
 * `logs/base-build.log`, `logs/head-prepare-api.log`.
 *
 * @param of the server, or the subject, whose command it is; null: the side's own
 */
export const logName = (side: Side, stage: Stage, of: string | null): string =>
  `${LOGS_FOLDER}/${[side, stage, ...(of === null ? [] : [uniqueName(of)])].join('-')}.log`;

/** Distinguishes names such as `api v2` and `api-v2`, and `API` and `api`, which are one file on some systems. */
function uniqueName(of: string): string {
  const name = asFileName(of, 'server');
  if (name === of && name === name.toLowerCase()) return name;
  return `${name}-${createHash('sha256').update(of).digest('hex').slice(0, 8)}`;
}
