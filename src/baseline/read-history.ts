import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { together } from '../history/extend-trail.ts';
import { type Line, toLine } from '../history/line.ts';
import { pointOf } from '../history/point.ts';
import { readTrail } from '../history/read-trail.ts';
import { FILE_LIMITS } from '../merge/limits.ts';
import { readReport } from '../merge/read-report.ts';
import { isSha } from '../model/sha.ts';
import { isObject, parseUtf8 } from '../text/parse-json.ts';
import { clean } from '../text/sanitize.ts';
import { lineOf } from './find-trail.ts';
import { decodeBaseline, shaIn } from './format.ts';

/** A file that may hold a baseline or a report. */
interface Found {
  readonly path: string;
  readonly content: Buffer;
  /** When it was written; milliseconds since 1970. */
  readonly writtenAt: number;
}

export interface History {
  readonly line: Line;
  /** Sentences on what could not be used. */
  readonly notes: readonly string[];
}

const MOST_FILES = 5_000;
const DEEPEST = 5;

/**
 * Reads the history from baselines and reports in these files and folders, in the order of the commits' dates.
 *
 * @param name the name of the runs that count; a report contains its own
 * @throws UsageError if a path does not exist, or none holds a baseline or report.
 */
export async function readHistory(paths: readonly string[], name: string): Promise<History> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found === null) throw new UsageError(`${clean(path)}: there is no such file or folder`);
    files.push(...(found.isDirectory() ? await filesIn(path) : [path]));
  }
  const read = await Promise.all(files.slice(0, MOST_FILES).map(load));
  return ofFiles(
    read.filter((one) => one !== null),
    name,
    paths,
  );
}

async function filesIn(folder: string, depth = 0): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name))) {
    const path = join(folder, entry.name);
    if (entry.isFile() && /\.json(?:\.gz)?$/.test(entry.name)) found.push(path);
    if (entry.isDirectory() && depth < DEEPEST && entry.name !== 'node_modules')
      found.push(...(await filesIn(path, depth + 1)));
  }
  return found;
}

async function load(path: string): Promise<Found | null> {
  const file = await stat(path).catch(() => null);
  if (file === null || !file.isFile() || file.size > FILE_LIMITS.bytes) return null;
  const content = await readFile(path).catch(() => null);
  return content === null ? null : { path, content, writtenAt: file.mtimeMs };
}

/** @throws UsageError if none holds anything. */
export function ofFiles(files: readonly Found[], name: string | null, where: readonly string[]): History {
  const read = files.map((file) => (file.path.endsWith('.gz') ? ofBaseline(file) : ofReport(file, name)));
  const lines = read.flatMap(({ line }) => line ?? []);
  const notes = read.flatMap((one) => one.notes);
  if (lines.length === 0) {
    const why = notes.length === 0 ? '' : ` ${notes.slice(0, 3).join(' ')}`;
    throw new UsageError(
      `There is no baseline and no report of ${clean(name ?? 'default')} in ${where.map((one) => clean(one)).join(', ')}.${why}`,
    );
  }
  const newestFirst = lines.toSorted((a, b) => dateOf(b) - dateOf(a));
  const { points, about } = together(newestFirst);
  // The newest file decides the metrics' names. Dates are the one order that all files share.
  const called = new Map(
    [...newestFirst.toReversed().flatMap((one) => [...one.about]), ...about].map(([id]) => [id, about.get(id)]),
  );
  return {
    line: {
      points: points.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
      about: new Map([...called].flatMap(([id, one]) => (one === undefined ? [] : [[id, one] as const]))),
    },
    notes: [...new Set(notes)],
  };
}

const dateOf = ({ points }: Line): number => Date.parse(points.at(-1)?.at ?? '') || 0;

interface Read {
  readonly line: Line | null;
  readonly notes: readonly string[];
}

function ofBaseline({ path, content }: Found): Read {
  const named = basename(path).split('.')[0] ?? '';
  const decoded = decodeBaseline(content, isSha(named) ? named : shaIn(content));
  if (!decoded.ok) return { line: null, notes: [`${clean(path)} can't be used: ${decoded.why}.`] };
  return lineOf(decoded.baseline, { commits: [], isAll: false });
}

/** Other JSON files are not ours, and need no note. */
function ofReport({ path, content, writtenAt }: Found, name: string | null): Read {
  const read = readReport(content);
  if (!read.ok)
    return { line: null, notes: basename(path) === 'report.json' ? [`${clean(path)}: ${read.message}`] : [] };
  const { report } = read;
  const { sha } = report.head;
  if (report.shard !== null || sha === null || !isSha(sha) || (name !== null && report.name !== name))
    return { line: null, notes: [] };
  const written = parseUtf8(content);
  const trail = readTrail(isObject(written) ? written.history : null, sha);
  return {
    line: trail.ok ? toLine(trail.trail) : pointOf(report, { sha, at: new Date(writtenAt).toISOString() }),
    notes: [],
  };
}
