import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { checks } from '../checks/index.ts';
import { FILE_LIMITS } from '../merge/limits.ts';
import { readReport } from '../merge/read-report.ts';
import { excessOf } from '../merge/scan-json.ts';
import { beyondLimits } from '../merge/within-limits.ts';
import type { Report } from '../model/report.ts';
import type { SubjectKey } from '../model/subject.ts';
import { parseUtf8 } from '../text/parse-json.ts';
import { MOST_STORED_BYTES } from './store.ts';

/** The evidence behind head's figures of a subject. Its check defines the shape of `data`. */
export interface StoredEvidence extends SubjectKey {
  readonly data: unknown;
}

/** A run's measurements of its head, stored for later runs that compare with that commit. */
export interface Baseline {
  /** The commit. */
  readonly sha: string;
  /** The branch whose run stored it; absent if the check is not wanted. */
  readonly branch?: string | undefined;
  /** ISO 8601, in UTC. */
  readonly savedAt: string;
  readonly report: Report;
  readonly evidence: readonly StoredEvidence[];
  /** The trail that ends with this commit; absent in those of older versions. Not read yet: `readTrail` does. */
  readonly trail?: unknown;
}

/** Any other version of the format is refused. */
const VERSION = 1;

/** Two compressed lines: a header, and report.json, which the reader of reports reads. */
export function encodeBaseline({ sha, branch, savedAt, report, evidence, trail }: Baseline): Buffer {
  const head = JSON.stringify({ version: VERSION, sha, branch, savedAt, evidence, trail });
  const { history: _, memory: __, ...own } = report;
  return gzipSync(`${head}\n${JSON.stringify(own)}`);
}

type DecodedBaseline =
  | { readonly ok: true; readonly baseline: Baseline }
  /** `why` ends a sentence, and quotes nothing of the content. */
  | { readonly ok: false; readonly why: string };

const headSchema = z.object({
  sha: z.string(),
  /** Absent in those of older versions, which any branch may have stored. */
  branch: z.string().optional(),
  savedAt: z.iso.datetime(),
  trail: z.unknown().optional(),
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

/**
 * Reads untrusted content as the baseline of this commit, stored by a run of this branch: others may push to other
 * branches and forge baselines there. An empty branch is unknown and matches none. An absent branch is not checked.
 * Never throws, and takes at most about a second.
 */
export function decodeBaseline(content: Buffer, sha: string, branch?: string): DecodedBaseline {
  const text = inflated(content);
  if (text === null) return refused('it is damaged, or far too large');
  const end = text.indexOf('\n');
  if (end < 0) return refused('it is truncated');
  const head = readHead(text.subarray(0, end));
  if (typeof head === 'string') return refused(head);
  const read = readReport(text.subarray(end + 1));
  if (!read.ok) return refused('this version cannot use its report');
  const { report } = read;
  if (head.sha !== sha || report.head.sha !== sha) return refused('it belongs to another commit');
  if (branch !== undefined && (branch === '' || head.branch !== branch))
    return refused("it was not stored by a run of base's branch");
  if (report.shard !== null) return refused('it covers only one shard');
  return { ok: true, baseline: { ...head, report } };
}

/** The commit that content says it is of; empty if it says none. */
export function shaIn(content: Buffer): string {
  const text = inflated(content);
  const end = text?.indexOf('\n') ?? -1;
  const head = text === null || end < 0 ? null : readHead(text.subarray(0, end));
  return head === null || typeof head === 'string' ? '' : head.sha;
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

/** The header, or a string that says why it is refused. */
function readHead(json: Buffer): Omit<Baseline, 'report'> | string {
  const excess = excessOf(json);
  if (excess !== null) return excess;
  const written = parseUtf8(json);
  if (written === undefined) return 'it is not JSON in UTF-8';
  if (!z.object({ version: z.literal(VERSION) }).safeParse(written).success) return 'its format has another version';
  const head = headSchema.safeParse(written);
  if (!head.success) return 'it does not have the shape of a baseline';
  const evidence = head.data.evidence.flatMap(({ data, ...key }) => {
    const read = checks.find(({ id }) => id === key.check)?.stored?.evidence.safeParse(data);
    return read?.success ? [{ ...key, data: read.data }] : [];
  });
  if (evidence.length < head.data.evidence.length) return 'its evidence does not have the shape of this version';
  const beyond = beyondLimits(evidence, 'evidence') !== null;
  return beyond ? 'its evidence exceeds the limits' : { ...head.data, evidence };
}
