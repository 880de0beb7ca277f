import { z } from 'zod';
import { type AcceptedFigures, acceptedFiguresSchema } from '../../model/accepted-figures.ts';
import { type Push, pushSchema } from '../../model/memory.ts';
import { isSha } from '../../model/sha.ts';

/** The run that wrote a comment. */
export interface Author {
  readonly sha: string;
  readonly run: number;
  readonly attempt: number;
}

const schema = z.object({
  v: z.literal(1),
  sha: z.string(),
  run: z.int(),
  attempt: z.int(),
  /** The figures that labels were set on. Absent without a label, and in comments of older versions. */
  accepted: z.array(acceptedFiguresSchema).optional().catch(undefined),
  /** Findings of the last pushes, newest first. Absent in comments of older versions. */
  pushes: z.array(pushSchema).max(2).optional().catch(undefined),
  /** Present if a run closed the issue, and not a person. */
  closed: z.literal('pass').optional().catch(undefined),
});

/** Records in a comment for later runs. */
export interface Recorded {
  /** The figures that labels were set on. */
  readonly accepted: readonly AcceptedFigures[];
  /** Findings of the last pushes, newest first. */
  readonly pushes: readonly Push[];
}

/**
 * Bytes for figures, out of a comment's 65,536. Labels themselves are always named: GitHub allows 100 on an issue, of
 * 50 characters.
 */
const FIGURES_BYTES = 8_000;
const IDS_BYTES = 12_000;
/** Bytes for the findings of each push. */
const FINDINGS_BYTES = 4_000;

/** The name is encoded, so that it can neither end the html comment nor be a prefix of another name. */
const prefix = (name: string) => `<!-- perf-budget:${encodeURIComponent(name.toWellFormed())} `;

/** The first line of a comment: invisible to readers, it lets the next run find the comment. */
export function writeMarker(
  name: string,
  { sha, run, attempt }: Author,
  { accepted = [], pushes = [] }: Partial<Recorded> = {},
): string {
  const kept = withinBytes(accepted);
  const data = {
    ...{ v: 1 as const, sha, run, attempt },
    ...(kept.length === 0 ? {} : { accepted: kept }),
    ...(pushes.length === 0 ? {} : { pushes: pushes.map(cutPush) }),
  } satisfies z.infer<typeof schema>;
  return `${prefix(name)}${toJson(data)} -->`;
}

/** The ids of results hold names from outside, which must not end the html comment. */
const toJson = (data: unknown): string =>
  JSON.stringify(data).replace(/[<>]/g, (character) => (character === '<' ? '\\u003c' : '\\u003e'));

/** Figures that each label accepted come before all others. Without room, only the id of an accepted result remains. */
function withinBytes(accepted: readonly AcceptedFigures[]): AcceptedFigures[] {
  const hasRoom = roomFor(FIGURES_BYTES);
  const kept = new Set([
    ...inTurn(accepted.map(({ figures }) => figures)).filter(hasRoom),
    ...inTurn(accepted.map(({ others = [] }) => others)).filter(hasRoom),
  ]);
  const hasRoomForId = roomFor(IDS_BYTES);
  return accepted.map(({ label, at, figures, ids: before = [], others = [] }) => {
    const cut = figures.filter((figure) => !kept.has(figure)).map(({ id }) => id);
    const ids = [...before, ...cut].filter(hasRoomForId);
    const rest = others.filter((figure) => kept.has(figure));
    return {
      ...{ label, at, figures: figures.filter((figure) => kept.has(figure)) },
      ...(ids.length === 0 ? {} : { ids }),
      ...(rest.length === 0 ? {} : { others: rest }),
    };
  });
}

function cutPush(push: Push): Push {
  const findings = push.findings.filter(roomFor(FINDINGS_BYTES));
  return { ...push, findings, ...(findings.length < push.findings.length ? { more: true } : {}) };
}

/** Only what fits takes room. */
function roomFor(bytes: number): (data: unknown) => boolean {
  let left = bytes;
  return (data) => {
    const size = Buffer.byteLength(toJson(data)) + 1;
    if (size > left) return false;
    left -= size;
    return true;
  };
}

/** The first of each list, then the second of each: a long list leaves room for short ones. */
const inTurn = <T>(lists: readonly (readonly T[])[]): T[] =>
  lists
    .flatMap((list) => list.map((item, turn) => ({ item, turn })))
    .toSorted((one, other) => one.turn - other.turn)
    .map(({ item }) => item);

/** Only at the very start, because anyone may quote a comment further down. */
export const hasMarker = (name: string, body: string): boolean => body.startsWith(prefix(name));

/** Whether `body` was written by a later run than `than`, or by a later attempt of the same. */
export function isNewer(name: string, body: string, than: Author): boolean {
  const author = read(name, body);
  // A marker that can't be read is from another version, or was edited by hand. Its comment is replaced.
  if (author === null) return false;
  return author.run > than.run || (author.run === than.run && author.attempt > than.attempt);
}

/** Reads the records in the marker of `body`. */
export function readMarker(name: string, body: string): Recorded {
  const { accepted = [], pushes = [] } = read(name, body) ?? {};
  return { accepted, pushes };
}

/** The first line of an issue that a run closes. */
export const writeClosedMarker = (name: string, { sha, run, attempt }: Author): string =>
  `${prefix(name)}${toJson({ v: 1, sha, run, attempt, closed: 'pass' } satisfies z.infer<typeof schema>)} -->`;

/** The commit whose figures a person accepted by closing the issue; null if a run closed it. */
export function readLevel(name: string, body: string): string | null {
  const marker = read(name, body);
  return marker === null || marker.closed === 'pass' || !isSha(marker.sha) ? null : marker.sha;
}

function read(name: string, body: string): z.infer<typeof schema> | null {
  if (!hasMarker(name, body)) return null;
  const json = body.slice(prefix(name).length).split(' -->', 1)[0] ?? '';
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
