import type { Side } from '../model/subject.ts';
import { asFileName } from './file-name.ts';

/** The folder beside the report in which the logs of commands lie. */
export const LOGS_FOLDER = 'logs';

export type Stage = 'install' | 'build' | 'prepare' | 'start' | 'stop';

/** Whether a file in that folder is a log of a command. */
export const isLogName = (name: string): boolean =>
  /^(?:base|head)-(?:install|build|prepare|start|stop)(?:-.+)?\.log$/.test(name);

/** `logs/base-build.log`, `logs/head-prepare-api.log`. */
export const logName = (side: Side, stage: Stage, server: string | null): string =>
  `${LOGS_FOLDER}/${[side, stage, ...(server === null ? [] : [asFileName(server, 'server')])].join('-')}.log`;
