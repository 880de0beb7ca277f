import type { LongTask, VitalsEvidence } from '../evidence.ts';
import { accountedFor, type Cause, FLOOR_MS, type Moved } from './cause.ts';
import { type Files, fileKey, fileName } from './files.ts';
import { grown, sumOf } from './grown.ts';

/** A task delays input by its time beyond this; milliseconds. */
const LONG_MS = 50;

/** More scripts than this are not reported: the first explain the most. */
const MOST_SCRIPTS = 2;

/** TBT's sum, over the whole visit. */
export const blockingMs = sumOf<LongTask>(({ durationMs }) => Math.max(0, durationMs - LONG_MS));

const totalMs = sumOf<LongTask>(({ durationMs }) => durationMs);

const longestMs = (tasks: readonly LongTask[]): number => Math.max(0, ...tasks.map(({ durationMs }) => durationMs));

/** Tasks by file that grew by at least `FLOOR_MS`; key null: Lighthouse attributes them to no file. */
const grownTasks = (base: readonly LongTask[], head: readonly LongTask[], amount: typeof totalMs) =>
  grown(base, head, { key: ({ url }) => fileKey(url), amount, floor: FLOOR_MS });

/** The script whose longest task grew most; null if none grew by `FLOOR_MS`. */
export function grownTask(base: readonly LongTask[], head: readonly LongTask[]) {
  const task = grownTasks(base, head, longestMs).find(({ key }) => key !== null);
  return task === undefined ? null : { url: task.rows[0].url, from: task.target ?? 0, to: task.current };
}

/** Whether the page blocks longer although no script does, for example to decode images or apply styles. */
export function rendersLonger(base: VitalsEvidence, head: VitalsEvidence): boolean {
  const documents = new Set(head.requests.flatMap(({ type, url }) => (type === 'document' ? [fileKey(url)] : [])));
  return grownTasks(base.longTasks, head.longTasks, blockingMs).every(({ key }) => key === null || documents.has(key));
}

/** Scripts that keep the main thread busy for longer than before. */
export function taskCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const scripts = grownTasks(base.longTasks, head.longTasks, blockingMs).slice(0, MOST_SCRIPTS);
  return scripts.map(({ key, rows, before, growth }): Cause => {
    const { url } = rows.reduce((longest, task) => (task.durationMs > longest.durationMs ? task : longest));
    // There are more tasks, but none is much longer than the longest was.
    const isMany = rows.length > 1 && longestMs(rows) - longestMs(before) < growth / 2;
    const amount = isMany ? totalMs : longestMs;
    const [current, target] = [amount(rows), before.length === 0 ? null : amount(before)];
    const file = files.find(url);
    return {
      code: 'vitals.long-task-grew',
      groupKey: key && files.groupKey(url),
      provenBy: [
        ...accountedFor(moved, ['tbt'], growth),
        // Half of it: paints are late for many other reasons.
        ...accountedFor(moved, ['lcp', 'speed-index'], (totalMs(rows) - totalMs(before)) / 2),
      ],
      location: fileName(url),
      figures: { ms: { current, target } },
      size: growth,
      evidence: {
        url: key && url,
        from: target === null ? null : Math.round(target),
        to: Math.round(current),
        tasks: isMany ? rows.length : 1,
        ...(file ? { bytes: file.head.bytes, bytesBefore: file.base?.bytes ?? null } : {}),
      },
      // Nothing more is known of a task that belongs to no file.
      isSymptom: key === null,
    };
  });
}
