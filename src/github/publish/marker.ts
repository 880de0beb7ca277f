import { z } from 'zod';
import { type AcceptedFigures, acceptedFiguresSchema } from '../../model/accepted-figures.ts';

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
  /** What labels were set on. Without a label, or as an older version writes it, there is none. */
  accepted: z.array(acceptedFiguresSchema).optional().catch(undefined),
});

/** Of a comment's 65,536. */
const ACCEPTED_BYTES = 8_000;
const MOST_LABELS = 20;

/** The name is encoded, so that it can neither end the html comment nor be a prefix of another name. */
const prefix = (name: string) => `<!-- perf-budget:${encodeURIComponent(name.toWellFormed())} `;

/** The first line of a comment: invisible to readers, it lets the next run find the comment. */
export function writeMarker(
  name: string,
  { sha, run, attempt }: Author,
  accepted: readonly AcceptedFigures[] = [],
): string {
  const kept = withinBytes(accepted.slice(0, MOST_LABELS));
  const data = { v: 1, sha, run, attempt, ...(kept.length === 0 ? {} : { accepted: kept }) } satisfies z.infer<
    typeof schema
  >;
  return `${prefix(name)}${toJson(data)} -->`;
}

/** The ids of results hold names from outside, which must not end the html comment. */
const toJson = (data: unknown): string =>
  JSON.stringify(data).replace(/[<>]/g, (character) => (character === '<' ? '\\u003c' : '\\u003e'));

/** The first figures of each label, as many as there is room for. */
function withinBytes(accepted: readonly AcceptedFigures[]): AcceptedFigures[] {
  let left = ACCEPTED_BYTES;
  const fits = (data: unknown): boolean => {
    left -= Buffer.byteLength(toJson(data)) + 1;
    return left >= 0;
  };
  return accepted.map((one) => {
    const figures = fits({ ...one, figures: [] }) ? one.figures.filter(fits) : [];
    return figures.length < one.figures.length ? { ...one, figures, cut: true } : one;
  });
}

/** Only at the very start, because anyone may quote a comment further down. */
export const hasMarker = (name: string, body: string): boolean => body.startsWith(prefix(name));

/** Whether `body` was written by a later run than `than`, or by a later attempt of the same. */
export function isNewer(name: string, body: string, than: Author): boolean {
  const author = read(name, body);
  // A marker that can't be read is from another version, or was edited by hand. Its comment is replaced.
  if (author === null) return false;
  return author.run > than.run || (author.run === than.run && author.attempt > than.attempt);
}

/** What labels were set on, as the run that wrote `body` recorded it. */
export const readAccepted = (name: string, body: string): AcceptedFigures[] => read(name, body)?.accepted ?? [];

function read(name: string, body: string): z.infer<typeof schema> | null {
  if (!hasMarker(name, body)) return null;
  const json = body.slice(prefix(name).length).split(' -->', 1)[0] ?? '';
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
