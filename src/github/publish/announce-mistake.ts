import { resolve } from 'node:path';
import { error, getInput } from '@actions/core';
import type { UsageError } from '../../errors.ts';
import { pathInside } from '../../text/path-inside.ts';
import { ANNOTATIONS_PER_LEVEL } from '../api/limits.ts';
import type { Log } from '../log.ts';

/** Shows a mistake of the user's: on each of its lines in the config if they are known, and in full in the log. */
export function announceMistake({ message, places }: UsageError, log: Log): void {
  const workspace = process.env.GITHUB_WORKSPACE ?? '';
  const directory = resolve(workspace, getInput('working-directory'));
  const inRepository = places.flatMap(({ file, ...place }) => {
    const path = pathInside(workspace, resolve(directory, file));
    return path === null ? [] : [{ ...place, file: path }];
  });
  if (inRepository.length === 0) {
    error(message);
    return;
  }

  log.say(message);
  // One annotation is reserved for the rest: beyond the limit GitHub shows none.
  const shown = inRepository.slice(0, ANNOTATIONS_PER_LEVEL - 1);
  for (const { file, line, message } of shown) error(message, { file, startLine: line });
  const rest = places.length - shown.length;
  if (rest > 0) error(`The config has ${rest} more ${rest === 1 ? 'mistake' : 'mistakes'}. The log lists all of them.`);
}
