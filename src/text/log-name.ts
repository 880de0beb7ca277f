import { createHash } from 'node:crypto';
import type { Side } from '../model/subject.ts';
import { asFileName } from './file-name.ts';

/** The folder beside the report for the logs of commands. */
export const LOGS_FOLDER = 'logs';

export type Stage = 'install' | 'build' | 'prepare' | 'start' | 'stop';

/** Whether a file in that folder is a log of a command. */
export const isLogName = (name: string): boolean =>
  /^(?:base|head)-(?:install|build|prepare|start|stop)(?:-.+)?\.log$/.test(name);

/** `logs/base-build.log`, `logs/head-prepare-api.log`. */
export const logName = (side: Side, stage: Stage, server: string | null): string =>
  `${LOGS_FOLDER}/${[side, stage, ...(server === null ? [] : [uniqueName(server)])].join('-')}.log`;

/** Distinguishes servers such as `api v2` and `api-v2`, and `API` and `api`, which are one file on some systems. */
function uniqueName(server: string): string {
  const name = asFileName(server, 'server');
  if (name === server && name === name.toLowerCase()) return name;
  return `${name}-${createHash('sha256').update(server).digest('hex').slice(0, 8)}`;
}
