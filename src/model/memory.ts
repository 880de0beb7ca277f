import { z } from 'zod';
import { nullable, text } from './result.ts';
import { SHA } from './sha.ts';

/** Identifies a finding or a result across runs: 16 hexadecimal digits. */
const key = text.regex(/^[0-9a-f]{16}$/);

/** A finding as other runs identify it, with enough data to name it once it is gone. */
const knownFindingSchema = z.object({
  key,
  code: text.max(80),
  subject: text.max(400),
  /** The package, file, element or query that it concerns; null if unnamed. */
  about: text.max(80).nullable(),
});

/** The problems at one push of a pull request. */
export const pushSchema = z.object({
  /** The pull request's head. */
  sha: text.regex(SHA),
  findings: z.array(knownFindingSchema).max(20),
  /** Keys of results that failed. */
  results: z.array(key).max(40),
  /** The push had more problems than these lists hold. */
  more: z.literal(true).exactOptional(),
});

/** Changes since the last push of the pull request. They affect no verdict. */
export const memorySchema = z.object({
  last: z.object({
    /** The pull request's head at that push. */
    sha: text.regex(SHA),
    /** Keys of findings, and ids of results that fail. */
    new: z.array(text),
    gone: z.array(text),
    still: z.array(text),
    /** Findings that are gone, and therefore not in this report. */
    names: z.array(z.object({ key, code: text, subject: text, about: nullable.text })),
  }),
});

export type KnownFinding = z.infer<typeof knownFindingSchema>;
export type Push = z.infer<typeof pushSchema>;
export type Memory = z.infer<typeof memorySchema>;
