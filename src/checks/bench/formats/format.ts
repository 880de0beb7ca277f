import type { z } from 'zod';

/** What a command printed or wrote. */
export interface Output {
  readonly text: string;
  /** Its value; undefined if it is not JSON. */
  readonly json: unknown;
}

/** One benchmark of one run, as its tool reports it. The numbers may be anything. */
export interface Measured {
  /** Distinguishes benchmarks of the same name: a file, a package. Null if the tool has no such thing. */
  readonly group: string | null;
  readonly name: string;
  /** By metric, in its unit. */
  readonly values: Readonly<Record<string, number>>;
  /** Why it has no values, as a clause; absent: it ran. */
  readonly failed?: string;
}

export type Read =
  | {
      readonly ok: true;
      readonly benchmarks: readonly Measured[];
      /** The absolute paths of the files that define them, if the tool names them. */
      readonly files?: readonly string[];
    }
  /** `problem`: a sentence without its stop, on the results. */
  | { readonly ok: false; readonly problem: string; readonly hint?: string };

/** Reads the results of one tool. Pure. To add a tool, add its file and a line in formats.ts. */
export interface Format {
  /** As `format` has it. */
  readonly id: string;
  /** A command that writes such results, for hints. */
  readonly example: string;
  /** Whether the results are of this tool, by their shape. */
  fits(output: Output): boolean;
  read(output: Output): Read;
  /** Why a run failed, by its results: a tool may print no error beside them. Null if they don't say. */
  failure?(output: Output): string | null;
}

/** Reads results with a schema of what the tool documents; other keys are left alone. */
export function readWith<T extends z.ZodType>(schema: T, { json }: Output, read: (value: z.output<T>) => Read): Read {
  const parsed = schema.safeParse(json);
  if (parsed.success) return read(parsed.data);
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'they' : issue.path.join('.');
  return { ok: false, problem: `${place}: ${issue?.message ?? 'unexpected'}` };
}

export const NS_PER_MS = 1e6;
export const NS_PER_S = 1e9;

/** Values without those that the tool does not give. */
export const given = (values: Readonly<Record<string, number | null | undefined>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
