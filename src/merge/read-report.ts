import type { z } from 'zod';
import { checks } from '../checks/index.ts';
import { runVerdict } from '../compare/verdict.ts';
import { MOST_ROUNDS } from '../model/plan.ts';
import { readKey } from '../model/printed-key.ts';
import { type Report, type Result, reportSchema, sampleSchema } from '../model/report.ts';
import { resultSchema } from '../model/result.ts';
import { nameId, subjectId } from '../model/subject.ts';
import { isObject, parseUtf8, type UnknownKeys } from '../text/parse-json.ts';
import { version } from '../version.ts';
import { LIST_LIMITS, MOST_FAILURES, MOST_SUBJECTS, RECORDS } from './limits.ts';
import { modernised } from './older-report.ts';
import { excessOf } from './scan-json.ts';
import { beyondLimits } from './within-limits.ts';

type ReadReport =
  | { readonly ok: true; readonly report: Report }
  /** `message` is a whole sentence, and quotes nothing from the file. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads a report.json that anybody may have written. It never throws, and takes less than a second for any input. The
 * report has the right shape and is within the limits of `limits.ts`, but its content is untrusted.
 */
export function readReport(content: Buffer): ReadReport {
  const excess = excessOf(content);
  if (excess !== null) return refused(`${excess}. perf-budget writes none like it`);
  const written = parseUtf8(content);
  if (written === undefined) return refused('it is not JSON in UTF-8; perhaps it was cut. Upload it again');
  if (!isObject(written)) return refused('it is JSON, but no report. Give the report.json that perf-budget wrote');
  if (written.version !== 1) {
    return refused(`it is of ${newer(written.version) ? 'a newer' : 'no known'} version. ${SAME_VERSION}`);
  }
  const read = readLists(written);
  if (!read.ok) return refused(`${read.why}. ${isOurs(written) ? ASK : SAME_VERSION}`);
  const wrong = contradiction(read.report) ?? beyondLimits(read.report, '');
  if (wrong !== null) return refused(wrong);
  const report = withoutAcceptances(modernised(read.report));
  return hasTooManyFailures(report) ? refused(TOO_MANY_FAILURES) : { ok: true, report };
}

/**
 * Drops acceptances: an acceptance is a label that somebody set, and a file can only claim one. So the breaches fail.
 */
function withoutAcceptances({ accepted: _, outgrown: __, ...report }: Report): Report {
  if (report.results.every(({ verdict }) => verdict !== 'accepted')) return report;
  const results = report.results.map((one): Result => (one.verdict === 'accepted' ? { ...one, verdict: 'fail' } : one));
  return { ...report, results, verdict: runVerdict({ ...report, results }) };
}

const TOO_MANY_FAILURES = `a subject has more than ${MOST_FAILURES} failed visits, or more than ${MOST_SUBJECTS} subjects have some`;
const SAME_VERSION = 'Use the same version of perf-budget to measure and to read';
const ASK = 'Give the report.json as perf-budget wrote it';

const refused = (why: string): ReadReport => ({ ok: false, message: `The report can't be used: ${why}.` });

const newer = (found: unknown): boolean => typeof found === 'number' && found > 1;

const isOurs = ({ tool }: UnknownKeys): boolean => isObject(tool) && tool.version === version;

/**
 * Whether any subject has too many failures, or too many subjects have some. Each result repeats its subject's
 * failures.
 */
function hasTooManyFailures({ failures }: Report): boolean {
  const visits = failures.filter((failure) => failure.stage === 'visit');
  if (new Set(visits.map((visit) => subjectId(readKey(visit)))).size > MOST_SUBJECTS) return true;
  return [...Map.groupBy(visits, nameId).values()].some((ofSubject) => ofSubject.length > MOST_FAILURES);
}

type Lists = { readonly ok: true; readonly report: Report } | { readonly ok: false; readonly why: string };

/** Reads long lists entry by entry, so that a hundred thousand mistakes cost no more than one. */
function readLists(written: UnknownKeys): Lists {
  for (const [key, most] of Object.entries(LIST_LIMITS)) {
    const list = Object.hasOwn(written, key) ? written[key] : undefined;
    if (Array.isArray(list) && list.length > most) return { ok: false, why: `${key} has more than ${most} entries` };
  }
  const { results, samples, ...rest } = written;
  const around = reportSchema.safeParse({
    ...rest,
    results: Array.isArray(results) ? [] : results,
    samples: Array.isArray(samples) ? [] : samples,
  });
  if (!around.success) return { ok: false, why: mistakeIn(around.error, '') };
  const entries = {
    results: readEach(results, resultSchema, 'results'),
    samples: readEach(samples, sampleSchema, 'samples'),
  };
  if (!entries.results.ok) return entries.results;
  if (!entries.samples.ok) return entries.samples;
  return { ok: true, report: { ...around.data, results: entries.results.list, samples: entries.samples.list } };
}

type Each<T> = { readonly ok: true; readonly list: T[] } | { readonly ok: false; readonly why: string };

function readEach<T>(list: unknown, schema: z.ZodType<T>, name: string): Each<T> {
  const read: T[] = [];
  for (const [index, one] of (list as unknown[]).entries()) {
    const entry = schema.safeParse(one);
    if (!entry.success) return { ok: false, why: mistakeIn(entry.error, `${name}.${index}`) };
    read.push(entry.data);
  }
  return { ok: true, list: read };
}

/** The place of the first issue. The schema library's own messages could quote a value. */
function mistakeIn({ issues: [issue] }: z.ZodError, above: string): string {
  const path = issue?.path ?? [];
  const record = path.findIndex((part) => RECORDS.has(part));
  const known = record < 0 ? path : path.slice(0, record + 1);
  const place = [...(above === '' ? [] : [above]), ...known.map(String)].join('.') || 'the whole';
  const expected = issue?.code === 'invalid_type' ? ` (${issue.expected} was expected)` : '';
  return `${place} is not what version 1 of a report has there${expected}`;
}

/** A contradiction that the schema allows but no run writes; null if there is none. */
function contradiction({ results, samples }: Report): string | null {
  const known = new Set(checks.map(({ id }) => id));
  const unknown = [...results, ...samples].some(({ check }) => !known.has(check));
  if (unknown) return `it is about a check that this version does not know. ${SAME_VERSION}`;
  if (results.some(({ failures }) => failures.length > MOST_FAILURES)) return TOO_MANY_FAILURES;
  const series = new Set<string>();
  const subjects = new Set<string>();
  for (const [
    index,
    { check, subject, variant, metric, side, round, launch, attempt, redo = 0 },
  ] of samples.entries()) {
    const counts = [round, launch, attempt];
    if (counts.some((one) => one < 0 || one >= MOST_ROUNDS * 10)) return `samples.${index} is of an impossible round`;
    // Names in a config have no control characters.
    const key = `${check}\0${subject}\0${variant ?? '\0'}`;
    const visit = `${key}\0${metric}\0${side}${round}\0${redo}`;
    if (series.has(visit)) return `samples.${index} is there twice`;
    series.add(visit);
    if (subjects.add(key).size > MOST_SUBJECTS) return `its samples are of more than ${MOST_SUBJECTS} subjects`;
  }
  return null;
}
