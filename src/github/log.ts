import { randomUUID } from 'node:crypto';
import { endGroup, info, startGroup } from '@actions/core';
import type { Progress, ProgressEvent } from '../progress.ts';
import { counted } from '../text/quantity.ts';
import { shortSha } from '../text/short-sha.ts';

/** The log of a step. */
export interface Log {
  /** Shows one group a stage, with the output of its commands. */
  readonly progress: Progress;
  /** Prints untrusted text. */
  say(text: string): void;
  /** Ends an open group, so that readers see the next lines and the runner obeys their commands. */
  close(): void;
}

/**
 * Only groups are commands to the runner. It ignores commands in every other line: the output of the user's commands, and
 * names in a config, must not set an output or mask a word.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export function openLog(): Log {
  let group: string | null = null;
  let resumeToken: string | null = null;

  function print(text: string) {
    if (resumeToken === null) {
      resumeToken = randomUUID();
      info(`::stop-commands::${resumeToken}`);
    }
    info(text);
  }
  function resume() {
    if (resumeToken !== null) info(`::${resumeToken}::`);
    resumeToken = null;
  }
  function close() {
    resume();
    if (group !== null) endGroup();
    group = null;
  }
  function say(text: string) {
    print(text);
    resume();
  }

  function progress(event: ProgressEvent) {
    switch (event.type) {
      case 'commits':
        return say(
          `base ${short(event.base)} (${event.reason}), head ${event.head === null ? 'without a commit' : short(event.head)}`,
        );
      case 'start':
        // Groups can't be nested: subjects are measured in turn, and the last to start gets the group.
        close();
        group = title(event);
        return startGroup(group);
      case 'round':
        // Checks send no start event; outside of a group their rounds would be most of the log.
        if (group === null) {
          resume();
          group = 'measure';
          startGroup(group);
        }
        return print(`${event.stage} ${event.what}: round ${event.round} of at most ${event.of}`);
      case 'standing':
        return print(`${event.decided} of ${event.of} decided, at most ${Math.ceil(event.atMostSeconds)} s left`);
      case 'output':
        return print(event.line);
      case 'end': {
        const rounds =
          event.rounds &&
          `, ${event.rounds.decided ? 'decided' : 'undecided'} after ${counted(event.rounds.made, 'round')}`;
        const line = `${title(event)}: ${event.ok ? 'done in' : 'FAILED after'} ${event.seconds.toFixed(1)} s${rounds ?? ''}`;
        if (event.ok && group === title(event)) print(line);
        if (group === title(event)) close();
        // Outside of the group a failure is visible without unfolding it.
        if (!event.ok) say(line);
        return;
      }
    }
  }
  return { progress, say, close };
}

const short = (sha: string | null) => (sha === null ? 'none' : shortSha(sha));

const title = ({ stage, side, what }: { stage: string; side: string | null; what: string }) =>
  [stage, side, what].filter((word) => word !== null && word !== '').join(' ');
