import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { checks } from '../checks/index.ts';
import { FILE_LIMITS } from '../merge/limits.ts';
import { readReport } from '../merge/read-report.ts';
import { excessOf } from '../merge/scan-json.ts';
import { beyondLimits } from '../merge/within-limits.ts';
import type { Report } from '../model/report.ts';
import type { SubjectKey } from '../model/subject.ts';
import { MOST_STORED_BYTES } from './store.ts';

/** What explains head's figures of a subject, in the form of its check. */
export interface KeptEvidence extends SubjectKey {
  readonly data: unknown;
}

/** What a run found out about its head, kept for later runs whose base that commit is. */
export interface Baseline {
  /** The commit. */
  readonly sha: string;
  /** ISO 8601, in UTC. */
  readonly savedAt: string;
  readonly report: Report;
  readonly evidence: readonly KeptEvidence[];
}

/** Of this form; any other is no baseline. */
const VERSION = 1;

/** Two lines, compressed: what is said here, and report.json, which is read as every report is. */
export function encodeBaseline({ sha, savedAt, report, evidence }: Baseline): Buffer {
  const head = JSON.stringify({ version: VERSION, sha, savedAt, evidence });
  return gzipSync(`${head}\n${JSON.stringify(report)}`);
}

export type DecodedBaseline =
  | { readonly ok: true; readonly baseline: Baseline }
  /** `why` ends a sentence, and quotes nothing of what was read. */
  | { readonly ok: false; readonly why: string };

const headSchema = z.object({
  sha: z.string(),
  savedAt: z.iso.datetime(),
  evidence: z.array(
    z.object({
      check: z.string(),
      subject: z.string(),
      variant: z.string().nullable(),
      part: z.null().default(null),
      data: z.unknown(),
    }),
  ),
});

/** A baseline of this commit that anybody may have written. Never throws, and takes about a second for anything. */
export function decodeBaseline(content: Buffer, sha: string): DecodedBaseline {
  const text = inflated(content);
  if (text === null) return refused('it is damaged, or far larger than any');
  const end = text.indexOf('\n');
  if (end < 0) return refused('it was cut');
  const head = readHead(text.subarray(0, end));
  if (typeof head === 'string') return refused(head);
  const read = readReport(text.subarray(end + 1));
  if (!read.ok) return refused('its report is not one that this version can use');
  const { report } = read;
  if (head.sha !== sha || report.head.sha !== sha) return refused('it is of another commit');
  if (report.shard !== null) return refused('it has only a share of the figures');
  return { ok: true, baseline: { ...head, report } };
}

const refused = (why: string): DecodedBaseline => ({ ok: false, why });

function inflated(content: Buffer): Buffer | null {
  if (content.length > MOST_STORED_BYTES) return null;
  try {
    return gunzipSync(content, { maxOutputLength: 2 * FILE_LIMITS.bytes });
  } catch {
    return null;
  }
}

/** A string says what is wrong. */
function readHead(json: Buffer): Omit<Baseline, 'report'> | string {
  const excess = excessOf(json);
  if (excess !== null) return excess;
  let written: unknown;
  try {
    written = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    return 'it is not JSON in UTF-8';
  }
  if (!z.object({ version: z.literal(VERSION) }).safeParse(written).success) return 'it is of another version';
  const head = headSchema.safeParse(written);
  if (!head.success) return 'it has not the form of a baseline';
  const evidence = head.data.evidence.flatMap(({ data, ...key }) => {
    const read = checks.find(({ id }) => id === key.check)?.evidence?.safeParse(data);
    return read?.success ? [{ ...key, data: read.data }] : [];
  });
  if (evidence.length < head.data.evidence.length) return 'what explains its figures has not the form of this version';
  const beyond = beyondLimits(evidence, 'evidence') !== null;
  return beyond ? 'what explains its figures is beyond all limits' : { ...head.data, evidence };
}
