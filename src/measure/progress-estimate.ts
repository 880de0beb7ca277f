import { nameId } from '../model/subject.ts';
import type { ProgressEvent } from '../progress.ts';
import type { LaunchUnit } from './launched-together.ts';
import type { Task } from './schedule.ts';

type Standing = Extract<ProgressEvent, { type: 'standing' }>;

/**
 * Estimates how far measuring is, by the durations of launches so far. A subject is decided only if all of its devices
 * are.
 */
export function standing(
  units: readonly LaunchUnit[],
  {
    tasks,
    isDecided,
    leftMs,
  }: {
    readonly tasks: readonly Task[];
    readonly isDecided: (task: Task) => boolean;
    /** Time until the last launch may begin. */
    readonly leftMs: number;
  },
): Standing {
  const names = Map.groupBy(
    tasks.filter(({ isServer }) => !isServer),
    nameId,
  );
  const decided = [...names.values()].filter((devices) => devices.every(isDecided)).length;
  const neededMs = units.reduce((sum, unit) => sum + neededFor(unit), 0);
  return { type: 'standing', decided, of: names.size, atMostSeconds: Math.min(neededMs, Math.max(0, leftMs)) / 1_000 };
}

/** Milliseconds for all remaining rounds of a unit. Infinity if it was never launched. */
function neededFor({ open, launches, startMs, pairs }: LaunchUnit): number {
  if (open.length === 0) return 0;
  if (launches === 0) return Number.POSITIVE_INFINITY;
  const left = open.map(({ task, round }) => Math.max(0, task.rounds - round));
  const starts = Math.ceil(Math.max(...left) / (pairs ?? 1));
  const visitsMs = open.map(({ spentMs, round }, index) => ((left[index] ?? 0) * spentMs) / Math.max(1, round));
  return (starts * startMs) / launches + visitsMs.reduce((sum, one) => sum + one, 0);
}
