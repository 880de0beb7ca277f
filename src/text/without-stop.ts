import { clean } from './sanitize.ts';

/** A message as a clause: one line, without the stop at its end. */
export const withoutStop = (message: string): string => clean(message).replace(/[.:;\s]+$/, '');
