import type { LongTask, VitalsEvidence } from '../evidence.ts';
import { type Cause, FLOOR_MS, type Moved, worthyOf } from './cause.ts';
import { type Files, fileKey, fileName } from './files.ts';

/** From this length on a task is a long one: what it takes beyond blocks whoever wants to do something. */
const LONG_MS = 50;

/** What TBT sums up, over the whole visit. */
export const blockingMs = (tasks: readonly LongTask[]): number =>
  tasks.reduce((sum, { durationMs }) => sum + Math.max(0, durationMs - LONG_MS), 0);

const totalMs = (tasks: readonly LongTask[]): number => tasks.reduce((sum, { durationMs }) => sum + durationMs, 0);

export const longestMs = (tasks: readonly LongTask[]): number =>
  tasks.reduce((longest, { durationMs }) => Math.max(longest, durationMs), 0);

/** By file; what belongs to no file is under null. */
export const byScript = (tasks: readonly LongTask[]): Map<string | null, LongTask[]> =>
  Map.groupBy(tasks, ({ url }) => fileKey(url));

/** Whether the page blocks for longer without any script that does: in decoding images, say, or in styles. */
export function rendersLonger(base: VitalsEvidence, head: VitalsEvidence): boolean {
  const documents = new Set(head.requests.flatMap(({ type, url }) => (type === 'document' ? [fileKey(url)] : [])));
  const before = byScript(base.longTasks);
  return [...byScript(head.longTasks)].every(
    ([key, tasks]) =>
      key === null || documents.has(key) || blockingMs(tasks) - blockingMs(before.get(key) ?? []) < FLOOR_MS,
  );
}

/** More scripts than this are not told: the first explain the most. */
const MOST_SCRIPTS = 2;

/** Scripts that keep the main thread busy for longer than before. */
export function taskCauses(base: VitalsEvidence, head: VitalsEvidence, files: Files, moved: Moved): Cause[] {
  const before = byScript(base.longTasks);
  const causes = [...byScript(head.longTasks)].flatMap(([key, tasks]): Cause[] => {
    const was = before.get(key) ?? [];
    const grew = blockingMs(tasks) - blockingMs(was);
    const url = tasks.reduce((longest, task) => (task.durationMs > longest.durationMs ? task : longest)).url;
    if (grew < FLOOR_MS) return [];
    const longest = { current: longestMs(tasks), target: was.length === 0 ? null : longestMs(was) };
    // More tasks, none of which is longer than the longest was.
    const many = tasks.length > 1 && longest.current - (longest.target ?? 0) < grew / 2;
    const shown = many ? { current: totalMs(tasks), target: was.length === 0 ? null : totalMs(was) } : longest;
    const loaded = files.find(url);
    return [
      {
        code: 'vitals.long-task-grew',
        about: key && files.about(url),
        shows: [
          ...worthyOf(moved, ['tbt'], grew),
          // Only what explains half of it: much else makes a page paint late.
          ...worthyOf(moved, ['lcp', 'speed-index'], (totalMs(tasks) - totalMs(was)) / 2),
        ],
        explains: [],
        kind: 'cpu',
        location: fileName(url),
        figures: { ms: shown },
        weight: grew,
        evidence: {
          url: key && url,
          from: shown.target === null ? null : Math.round(shown.target),
          to: Math.round(shown.current),
          tasks: many ? tasks.length : 1,
          ...(loaded ? { bytes: loaded.head.bytes, bytesBefore: loaded.base?.bytes ?? null } : {}),
        },
        suggestion: { code: 'split-task', effort: 'medium' },
        // Of nobody's task nothing can be said but that it is there.
        ...(key === null ? { lastResort: true as const } : {}),
      },
    ];
  });
  return causes.sort((a, b) => b.weight - a.weight).slice(0, MOST_SCRIPTS);
}
