import { type Line, toLine } from '../history/line.ts';
import { pointOf } from '../history/point.ts';
import { isOfLine, readTrail } from '../history/read-trail.ts';
import { shortSha } from '../text/short-sha.ts';
import type { Baseline } from './format.ts';
import { type Found, searchStores } from './search.ts';
import type { Store } from './store.ts';

/** The commits before another one, along first parents, nearest first, as far as known. */
export interface Before {
  readonly commits: readonly string[];
  /** There are no others. */
  readonly isAll: boolean;
}

interface TrailRequest {
  readonly stores: readonly Store[];
  /** Baselines that another branch's run stored count as missing. */
  readonly branch?: string | undefined;
  /** Commits whose baseline has a trail to take, the nearest first. */
  readonly commits: readonly string[];
  readonly before: (sha: string) => Promise<Before>;
  /** Whether to search for points that the trail lacks. Only a run that stores the next point does so. */
  readonly isComplete: boolean;
  readonly signal: AbortSignal;
}

export interface Past {
  /** Null if nothing is stored. */
  readonly line: Line | null;
  /** Points before the line's last that it lacks, the oldest first. */
  readonly missed: readonly Line[];
  /** Sentences on trails that could not be used. */
  readonly notes: readonly string[];
}

const NOTHING: Past = { line: null, missed: [], notes: [] };

/** Pushes that were measured at the same time, at most. */
const MOST_MISSED = 5;

/**
 * Finds earlier measurements: the trail of the nearest stored baseline. An unusable baseline costs only its own point,
 * and leaves a note.
 */
export async function findTrail({ stores, branch, commits, before, isComplete, signal }: TrailRequest): Promise<Past> {
  const search = (all: readonly string[]): AsyncIterable<Found> => {
    const [sha, ...others] = all;
    if (sha === undefined) return none();
    return searchStores({ stores, sha, branch, ancestors: async () => others, signal }).baselines;
  };
  for await (const { baseline } of search(commits)) {
    const isNeeded = isComplete || hasPoints(baseline.trail);
    const line = isNeeded ? await before(baseline.sha) : { commits: [], isAll: false };
    const read = lineOf(baseline, line);
    if (!isComplete) return { ...read, missed: [] };
    const known = new Set(read.line.points.map(({ sha }) => sha));
    const end = line.commits.findIndex((sha) => known.has(sha));
    const between = line.commits.slice(0, end < 0 ? MOST_MISSED : Math.min(end, MOST_MISSED));
    const missed: Line[] = [];
    for await (const found of search(between)) missed.unshift(ownPoint(found.baseline));
    return { ...read, missed };
  }
  return NOTHING;
}

/** Whether there are any beside the commit's own. */
const hasPoints = (trail: unknown): boolean =>
  typeof trail === 'object' &&
  trail !== null &&
  'points' in trail &&
  Array.isArray(trail.points) &&
  trail.points.length > 1;

async function* none(): AsyncGenerator<Found> {}

/** The trail of a baseline, or its own point with a note. */
export function lineOf(baseline: Baseline, { commits, isAll }: Before): { line: Line; notes: string[] } {
  const { sha, trail } = baseline;
  if (trail === undefined) return { line: ownPoint(baseline), notes: [] };
  const read = readTrail(trail, sha);
  const why = !read.ok ? read.why : isOfLine(read.trail, commits, isAll) ? null : 'it is of other commits';
  if (read.ok && why === null) return { line: toLine(read.trail), notes: [] };
  return { line: ownPoint(baseline), notes: [`The trail of the baseline of ${shortSha(sha)} can't be used: ${why}.`] };
}

/** The commit's own point, at the end of its trail. For baselines of older versions, it comes from the report. */
function ownPoint({ sha, savedAt, trail, report }: Baseline): Line {
  const read = trail === undefined ? null : readTrail(trail, sha);
  const line = read?.ok ? toLine(read.trail) : pointOf(report, { sha, at: savedAt });
  return { ...line, points: line.points.slice(-1) };
}
