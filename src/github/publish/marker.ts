import { z } from 'zod';

/** The run that wrote a comment. */
export interface Author {
  readonly sha: string;
  readonly run: number;
  readonly attempt: number;
}

const schema = z.object({ v: z.literal(1), sha: z.string(), run: z.int(), attempt: z.int() });

/** The name is encoded, so that it can neither end the html comment nor be a prefix of another name. */
const prefix = (name: string) => `<!-- perf-budget:${encodeURIComponent(name.toWellFormed())} `;

/** The first line of a comment: invisible to readers, it lets the next run find the comment. */
export function writeMarker(name: string, { sha, run, attempt }: Author): string {
  return `${prefix(name)}${JSON.stringify({ v: 1, sha, run, attempt } satisfies z.infer<typeof schema>)} -->`;
}

/** Only at the very start, because anyone may quote a comment further down. */
export const hasMarker = (name: string, body: string): boolean => body.startsWith(prefix(name));

/** Whether `body` was written by a later run than `than`, or by a later attempt of the same. */
export function isNewer(name: string, body: string, than: Author): boolean {
  if (!hasMarker(name, body)) return false;
  const json = body.slice(prefix(name).length).split(' -->', 1)[0] ?? '';
  const author = parse(json);
  // A marker that can't be read is from another version, or was edited by hand. Its comment is replaced.
  if (author === null) return false;
  return author.run > than.run || (author.run === than.run && author.attempt > than.attempt);
}

function parse(json: string): Author | null {
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
