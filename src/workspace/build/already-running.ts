import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { basesAtAddresses, type Plan, runsElsewhere } from '../../model/plan.ts';
import type { Base } from '../git/base.ts';
import type { PreparedHead, Sides } from './prepare.ts';

/** Sides whose measured servers all run elsewhere already: nothing is checked out, installed or built. */

/** Head as its folder is. */
export function headElsewhere(directory: string, { install, build }: Pick<Plan, 'install' | 'build'>): PreparedHead {
  const idle = Object.entries({ install, build }).flatMap(([key, command]) => (command === null ? [] : [key]));
  const notes = idle.map((key) => `\`${key}\` did not run: all that is measured runs at addresses of its own.`);
  return { head: directory, startedAt: Date.now(), wasInstalled: true, failures: [], notes };
}

/** Whether base needs no commit to be measured. Pure. */
export const isBaseElsewhere = ({ sha, failure }: Base, plan: Pick<Plan, 'subjects' | 'servers'>): boolean =>
  runsElsewhere(plan) && ((sha !== null && failure === undefined) || basesAtAddresses(plan).length > 0);

/** Base with an empty folder, so that head's files do not pass for base's. */
export async function baseElsewhere(prepared: PreparedHead, { failure }: Base, temporary: string): Promise<Sides> {
  const folder = await mkdtemp(join(temporary, 'perf-budget-base-'));
  const unread =
    failure === undefined
      ? []
      : [`Base's commit can't be had (${failure.message}), so limits that this change loosens are not shown.`];
  return {
    ...prepared,
    base: folder,
    noBase: null,
    isBaseElsewhere: true,
    lackedByBase: [],
    arePackagesUnlocked: false,
    areFilesEqual: false,
    notes: [...prepared.notes, ...unread],
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
