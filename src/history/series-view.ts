import type { TrailEnvironment } from '../model/trail.ts';
import type { About, Cell, Line, Point } from './line.ts';

const DAY_MS = 86_400_000;
/** Days over which a table shows changes. */
const RECENT_DAYS = 28;
/** A point whose base lies so far back measured that span directly, side by side. */
const DIRECT_DAYS = 14;

/** A metric at a commit that measured it. */
export interface Seen extends Cell {
  readonly value: number;
  readonly sha: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly cpu: string;
  /** Why the values before can't be joined with this one; null: they can. */
  readonly broken: string | null;
}

/** A certain change: an exact step, or a change that was measured side by side. */
export interface Step {
  readonly sha: string;
  readonly at: number;
  /** Head − before, in the unit, or a fraction of before if `ratio`. */
  readonly amount: number;
  readonly ratio: boolean;
  readonly isWorse: boolean;
}

/** Two commits that one job measured side by side, with time between them. */
export interface Direct {
  readonly from: number;
  readonly sha: string;
  readonly at: number;
  readonly value: number;
  readonly change: number;
  readonly low: number;
  readonly high: number;
}

export interface SeriesView {
  readonly id: string;
  readonly about: About;
  /** The oldest first; at least one. */
  readonly seen: readonly Seen[];
  readonly steps: readonly Step[];
  readonly direct: readonly Direct[];
}

/** The series of each metric along a line of commits, in the line's order. */
export function seriesViews(line: Line): SeriesView[] {
  const dates = new Map(line.points.map((point) => [point.sha, Date.parse(point.at)]));
  return [...line.about].flatMap(([id, about]) => {
    const seen = seenOf(line.points, id, about);
    if (seen.length === 0) return [];
    return [{ id, about, seen, steps: stepsOf(seen, about), direct: directOf(line.points, id, about, dates) }];
  });
}

function seenOf(points: readonly Point[], id: string, about: About): Seen[] {
  let before: TrailEnvironment | null = null;
  return points.flatMap((point): Seen[] => {
    const cell = point.cells.get(id);
    if (cell === undefined || cell.value === null) return [];
    const broken = before === null ? null : otherTools(before, point.env, about);
    before = point.env;
    return [{ ...cell, value: cell.value, sha: point.sha, at: Date.parse(point.at), cpu: point.env.cpu, broken }];
  });
}

/** `perf-budget 0.4.0, Chromium 144`: tools that changed since the last measurement. */
function otherTools(before: TrailEnvironment, now: TrailEnvironment, { kind, check }: About): string | null {
  const tools: readonly (readonly [string, string | null, string | null])[] = [
    ['perf-budget', before.tool, now.tool],
    ...(kind === 'exact' || check !== 'vitals'
      ? []
      : ([
          ['Chromium', before.chromium, now.chromium],
          ['Lighthouse', before.lighthouse, now.lighthouse],
        ] as const)),
  ];
  const changed = tools.filter(([, was, is]) => was !== is).map(([name, , is]) => `${name} ${is ?? 'none'}`);
  return changed.length === 0 ? null : changed.join(', ');
}

const CERTAIN = /^[rwi]/;

function stepsOf(seen: readonly Seen[], { kind, worse, ratio }: About): Step[] {
  const sign = worse === 'higher' ? 1 : -1;
  if (kind === 'exact') {
    return seen.flatMap((one, index): Step[] => {
      const before = seen[index - 1];
      const amount = one.value - (before?.value ?? one.value);
      if (amount === 0 || one.broken !== null) return [];
      return [{ sha: one.sha, at: one.at, amount, ratio: false, isWorse: sign * amount > 0 }];
    });
  }
  return seen.flatMap(({ sha, at, change, status }): Step[] =>
    change === null || status === null || !CERTAIN.test(status)
      ? []
      : [{ sha, at, amount: change, ratio, isWorse: sign * change > 0 }],
  );
}

function directOf(
  points: readonly Point[],
  id: string,
  { kind, ratio }: About,
  dates: ReadonlyMap<string, number>,
): Direct[] {
  if (kind === 'exact' || !ratio) return [];
  return points.flatMap(({ sha, at: date, base, cells }): Direct[] => {
    const { value = null, change = null, low = null, high = null } = cells.get(id) ?? {};
    const at = Date.parse(date);
    const from = base === null ? undefined : dates.get(base);
    if (value === null || change === null || low === null || high === null) return [];
    if (from === undefined || at - from < DIRECT_DAYS * DAY_MS) return [];
    return [{ from, sha, at, value, change, low, high }];
  });
}

/**
 * The change of an exact metric in so many days, as a fraction of the old value. Other metrics are not comparable
 * between jobs.
 */
export function changeSince({ about, seen }: SeriesView, days: number): number | null {
  const last = seen.at(-1);
  if (about.kind !== 'exact' || last === undefined) return null;
  const since = last.at - days * DAY_MS;
  const before = seen.findLast(({ at }) => at <= since) ?? seen[0];
  return before === undefined || before === last || before.value === 0 ? null : last.value / before.value - 1;
}

/** The certain changes of the last days, the largest first. */
export function recentSteps({ seen, steps }: SeriesView): Step[] {
  const since = (seen.at(-1)?.at ?? 0) - RECENT_DAYS * DAY_MS;
  return steps.filter(({ at }) => at >= since).toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
}

/** The worst of the last days first, then those nearest to their budgets. */
export function worstFirst(views: readonly SeriesView[]): SeriesView[] {
  const grew = (view: SeriesView): number => {
    const sign = view.about.worse === 'higher' ? 1 : -1;
    if (view.about.kind === 'exact') return sign * (changeSince(view, RECENT_DAYS) ?? 0);
    return recentSteps(view).reduce((sum, { amount, ratio }) => sum + (ratio ? sign * amount : 0), 0);
  };
  const used = ({ seen }: SeriesView): number => {
    const last = seen.at(-1);
    return last === undefined || !last.limit ? 0 : last.value / last.limit;
  };
  return views.toSorted((a, b) => grew(b) - grew(a) || used(b) - used(a));
}
