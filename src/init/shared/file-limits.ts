import picomatch from 'picomatch';
import { logicalName } from '../../text/hashed-name.ts';
import { isObject, type UnknownKeys } from '../../text/parse-json.ts';
import { clean } from '../../text/sanitize.ts';
import type { Draft } from '../importer.ts';
import type { Project } from '../project.ts';
import type { Path, Source } from '../read/source.ts';
import { byteText, LARGEST_SIZE, parse1024 } from './bytes.ts';
import { type Notes, shown } from './notes.ts';
import { fromFolder } from './paths.ts';

/** bundlesize and bundlewatch: a list of globs, with a limit for each file that fits. */

interface FileLimit {
  readonly glob: string;
  readonly at: Path;
  readonly compression: string;
  /** Null without a limit. */
  readonly bytes: number | null;
  readonly text: string | null;
  readonly comments: readonly string[];
}

interface Request {
  readonly source: Source;
  readonly project: Project;
  readonly notes: Notes;
  readonly tool: string;
  readonly entries: readonly { readonly entry: unknown; readonly at: Path }[];
  readonly defaultCompression: string;
  /** Whether of two globs that fit a file only the last one's limit is held, and not each. */
  readonly lastHolds: boolean;
}

const COMPRESSIONS = ['gzip', 'brotli', 'none'];

/** One subject per compression. Each glob in it has the limit of its largest file. */
export async function fileLimitSubjects(request: Request): Promise<Draft[]> {
  const { project, lastHolds, notes } = request;
  const read = request.entries.flatMap(({ entry, at }) => readEntry(entry, at, request));
  const files = await Promise.all(read.map(({ glob }) => project.filesOf([glob])));
  const limits = read.map((limit, index): Found => ({ ...limit, files: files[index] ?? [] }));
  const together: FileLimit[] = [];
  const alone: Draft[] = [];
  for (const [index, limit] of limits.entries()) {
    const later = lastHolds ? limits.slice(index + 1).filter((other) => overlap(limit, other)) : [];
    if (later.length === 0) together.push(limit);
    else if (later.some((other) => covers(other, limit))) {
      notes.leftOut(
        [...limit.at, 'maxSize'],
        `limit of ${limit.glob}`,
        'of the globs that fit a file only the last one is held, and a later one fits all of these',
      );
    } else {
      const exclude = later.map(({ glob }) => glob);
      alone.push(subjectOf([limit], limit.compression, limit.glob, exclude));
    }
  }
  const grouped = Map.groupBy(together, ({ compression }) => compression);
  const subjects = [...grouped].map(([compression, same], index) =>
    subjectOf(same, compression, index === 0 ? 'files' : `files ${compression}`, []),
  );
  return [...subjects, ...alone];
}

function subjectOf(limits: readonly FileLimit[], compression: string, name: string, exclude: readonly string[]): Draft {
  const globs = [...new Set(limits.map(({ glob }) => glob))];
  const budgets = new Map<string, FileLimit>();
  for (const limit of limits) {
    const before = budgets.get(limit.glob)?.bytes ?? Number.POSITIVE_INFINITY;
    if (limit.bytes !== null && limit.bytes < before) budgets.set(limit.glob, limit);
  }
  return {
    name,
    settings: {
      files: globs,
      ...(exclude.length > 0 && { exclude }),
      ...(compression !== 'gzip' && { compression }),
      budgets: {
        ...Object.fromEntries([...budgets].map(([glob, { text }]) => [glob, text])),
        ...(compression === 'none' ? {} : { javascript: 'off' }),
      },
    },
    comments: limits.flatMap(({ comments }) => comments),
  };
}

type Found = FileLimit & { readonly files: readonly string[] };

const fits = (glob: string, path: string): boolean => picomatch.isMatch(path, glob, { dot: true });

/** Whether both fit one file: one that is there, or one that the other names. */
const overlap = (limit: Found, later: Found): boolean =>
  covers(later, limit) || limit.files.some((file) => later.files.includes(file)) || fits(limit.glob, later.glob);

/** Whether a later glob fits all files of another: those that are there, or the one that it names. */
const covers = (later: Found, { glob, files }: Found): boolean =>
  glob === later.glob ||
  (files.length > 0
    ? files.every((file) => later.files.includes(file))
    : !/[*?{[]/.test(glob) && fits(later.glob, glob));

/** A glob that is the key of a budget. */
const asKey = (glob: string): string => (/[/*.]/.test(glob) ? glob : `./${glob}`);

function readEntry(entry: unknown, at: Path, { source, notes, tool, defaultCompression }: Request): FileLimit[] {
  const keys: UnknownKeys = isObject(entry) ? entry : {};
  const { path, maxSize } = keys;
  if (typeof path !== 'string' || path.trim() === '') {
    notes.leftOut(at, shown(entry), `${tool} takes the path of files as text`);
    return [];
  }
  const whole = fromFolder(source.folder, path);
  if (whole.startsWith('/') || whole.startsWith('..') || whole.length > 200 || clean(whole, 300) !== whole) {
    notes.leftOut(
      [...at, 'path'],
      `path ${shown(path)}`,
      'it lies outside of this folder, or is no glob of visible characters',
    );
    return [];
  }
  const logical = /[*?{[]/.test(whole) ? whole : logicalName(whole);
  if (logical === whole) notes.alike([...at, 'path'], `path ${shown(path)} → files`);
  else notes.about([...at, 'path'], `path ${shown(path)} → ${logical}`, 'the hash in a name changes with its content');
  const asked = typeof keys.compression === 'string' ? keys.compression : defaultCompression;
  const compression = COMPRESSIONS.includes(asked) ? asked : 'none';
  if (keys.compression !== undefined)
    notes.alike([...at, 'compression'], `compression ${shown(keys.compression)} → ${compression}`);
  return [{ glob: asKey(logical), at, compression, ...limitOf(maxSize, [...at, 'maxSize'], tool, notes) }];
}

const NO_LIMIT = { bytes: null, text: null, comments: [] };

function limitOf(
  maxSize: unknown,
  at: Path,
  tool: string,
  notes: Request['notes'],
): Pick<FileLimit, 'bytes' | 'text' | 'comments'> {
  if (maxSize === undefined || maxSize === null) return NO_LIMIT;
  const written = typeof maxSize === 'string' ? maxSize.trim() : '';
  const bytes = typeof maxSize === 'string' ? parse1024(maxSize) : null;
  if (bytes === null || bytes <= 0) {
    notes.leftOut(at, `maxSize ${shown(maxSize)}`, `${tool} reads no size from it, so it never held anything`);
    return NO_LIMIT;
  }
  const meant = parse1024(written.replaceAll(',', '').replace(/(?<=[kmg])i(?=b$)/i, ''));
  if (Math.max(bytes, meant ?? 0) > LARGEST_SIZE) {
    notes.leftOut(at, `maxSize ${shown(maxSize)}`, 'no file is as large, so it never held anything');
    return NO_LIMIT;
  }
  if (meant !== null && meant !== bytes) {
    const text = byteText(meant, 1_024);
    notes.about(
      at,
      `maxSize ${shown(maxSize)} → ${text}`,
      `to ${tool} it means ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`,
    );
    return { bytes: meant, text, comments: [`${maxSize} means ${bytes} ${bytes === 1 ? 'byte' : 'bytes'} to ${tool}`] };
  }
  const text = byteText(bytes, 1_024);
  const isCut = !/^\d+(?:\.\d+)? *(?:[kmgtp]?b)?$/i.test(written);
  const why = isCut ? `${tool} reads no more of it than ${bytes} bytes` : '';
  notes[isCut ? 'about' : 'alike'](at, `maxSize ${shown(maxSize)} → ${text}`, why);
  return { bytes, text, comments: [] };
}
