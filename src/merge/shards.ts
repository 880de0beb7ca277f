import { isDeepStrictEqual } from 'node:util';
import { accept } from '../compare/accept.ts';
import { parseShard, type Shard, shardText } from '../config/shard.ts';
import { UsageError } from '../errors.ts';
import { join as joinFindings } from '../explain/page-in-bundle.ts';
import type { Decisive } from '../model/plan.ts';
import { planOf } from '../model/recorded-plan.ts';
import type { Report, ReportFinding } from '../model/report.ts';
import { type SubjectKey, sameSubject, subjectKey } from '../model/subject.ts';
import { baseOfAll, called, environmentNote, gravestFirst, longestPhases, once, SAME_VERSION } from './combine.ts';
import { decideAgain } from './decide-again.ts';
import { belongsTo } from './unplanned.ts';

interface Part {
  readonly report: Report;
  readonly shard: Shard;
}

/**
 * The reports of one run's shards as the one report of the run, decided again from all samples: the same results as if
 * one job had measured everything. A report that is not a shard of several is decided again just so.
 *
 * @param reports at least one, all of the same name.
 * @throws UsageError where they can't be of one run.
 */
export function joinShards(reports: readonly Report[]): Report {
  const [first] = reports as [Report];
  const parts = first.shard === null && reports.length === 1 ? null : partsOf(reports);
  const { plan } = first;
  if (plan === undefined) throw new UsageError(`${called(first)} does not say by what it was decided. ${SAME_VERSION}`);
  return decided(parts === null ? first : merged(parts), planOf(plan), reports);
}

/** In the order of their shards. */
function partsOf(reports: readonly Report[]): Part[] {
  const [first] = reports as [Report];
  const parts = reports.map((report): Part => {
    if (report.shard === null) {
      const why = `There are ${reports.length} of ${called(first)}, and not all are shards of one run`;
      throw new UsageError(`${why}. Give each package's perf-budget a \`name\` of its own.`);
    }
    const shard = parseShard(report.shard);
    if (shard === null) throw new UsageError(`${called(first)} is of a shard such as there is none. ${SAME_VERSION}`);
    return { report, shard };
  });
  parts.sort((a, b) => a.shard.index - b.shard.index);
  for (const [place, { report, shard }] of parts.entries()) {
    const disagree = (what: string, mend: string) =>
      new UsageError(`The shards of ${called(first)} can't be joined: ${what}. ${mend}`);
    if (shard.count !== parts[0]?.shard.count) {
      throw disagree('they are not of the same number of shards', 'Give those of one run.');
    }
    if (shard.index === parts[place - 1]?.shard.index) {
      const mend = 'Give each once; packages of one repository need a `name` each.';
      throw disagree(`shard ${shardText(shard)} is there twice`, mend);
    }
    if (report.head.sha !== first.head.sha) throw disagree('they measured different heads', 'Give those of one run.');
    if (report.base.sha !== first.base.sha) {
      throw disagree('they compared with different bases', 'Give those of one run, or name the commit by `base`.');
    }
    if (!isDeepStrictEqual(report.plan, first.plan)) {
      throw disagree('their plans are not the same', 'Use the same version, config and inputs in all of them.');
    }
  }
  return parts;
}

/** One report of all that the shards have, not yet decided. */
function merged(parts: readonly Part[]): Report {
  const reports = parts.map(({ report }) => report);
  const [first] = reports as [Report];
  const owner = ownersOf(reports);
  const own = <T extends SubjectKey>(list: (report: Report) => readonly T[]): T[] =>
    reports.flatMap((report) => list(report).filter((one) => owner.get(nameOf(one)) === report));
  const base = baseOfAll(reports);
  const withWhyNoBase = base.source === 'none' ? reports : parts.map(withoutBase);
  const measured = own(({ subjects }) => subjects ?? []);
  const subjects = (first.plan?.subjects ?? []).flatMap((key) => measured.find((one) => sameSubject(one, key)) ?? []);
  return {
    ...first,
    shard: null,
    base,
    head: { sha: first.head.sha, dirty: reports.some(({ head }) => head.dirty) },
    environment: {
      ...first.environment,
      chromium: reports.find(({ environment }) => environment.chromium !== null)?.environment.chromium ?? null,
      lighthouse: reports.find(({ environment }) => environment.lighthouse !== null)?.environment.lighthouse ?? null,
    },
    results: withWhyNoBase.flatMap((told, place) =>
      told.results.filter((one) => owner.get(nameOf(one)) === reports[place]),
    ),
    ...(subjects.length > 0 ? { subjects } : {}),
    findings: own(({ findings }) => findings),
    samples: own(({ samples }) => samples),
    failures: once(
      reports.flatMap(({ failures }) => failures),
      ({ stage, side, message }) => [stage, side, message],
    ),
    notes: once([...reports.flatMap(({ notes }) => notes), ...notesOn(parts)], (note) => note),
    phases: longestPhases(reports),
    ...(reports.some(({ files }) => files !== undefined)
      ? {
          files: once(
            reports.flatMap(({ files }) => files ?? []),
            ({ name }) => name,
          ),
        }
      : {}),
  };
}

const nameOf = ({ check, subject }: Pick<SubjectKey, 'check' | 'subject'>): string => JSON.stringify([check, subject]);

/** Which report has a subject; of several the first: rounds of two jobs are no pairs. */
function ownersOf(reports: readonly Report[]): ReadonlyMap<string, Report> {
  const owners = new Map<string, Report>();
  for (const report of reports) {
    for (const one of [...report.results, ...report.samples]) {
      if (!owners.has(nameOf(one))) owners.set(nameOf(one), report);
    }
  }
  return owners;
}

/** Where others had a base: why the results of this shard have none to compare with. */
function withoutBase({ report, shard }: Part): Report {
  if (report.base.source !== 'none') return report;
  const message = `shard ${shardText(shard)} had no base: ${report.base.reason}`;
  const failure = { side: 'base', round: 0, code: 'not-built', message, retried: false } as const;
  return { ...report, results: report.results.map((one) => ({ ...one, failures: [failure, ...one.failures] })) };
}

function notesOn(parts: readonly Part[]): string[] {
  const reports = parts.map(({ report }) => report);
  const count = parts[0]?.shard.count ?? 0;
  const given = new Set(parts.map(({ shard }) => shard.index));
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !given.has(index));
  const names = missing.map((index) => shardText({ index, count }));
  const owners = ownersOf(reports);
  const twice = reports.flatMap((report) => report.results.filter((one) => owners.get(nameOf(one)) !== report));
  return [
    ...(missing.length === 0
      ? []
      : [`There is no report of ${names.length === 1 ? 'shard' : 'the shards'} ${names.join(', ')}.`]),
    ...once(twice, nameOf).map(
      (one) => `${one.check}/${one.subject} was measured by two shards; the first one's figures stand.`,
    ),
    ...environmentNote(reports, 'The shards'),
  ];
}

/** With what the shards alone can't know: causes that lie in another shard's bundle, and what nobody measured. */
function decided(report: Report, plan: Decisive, reports: readonly Report[]): Report {
  const again = decideAgain(report, plan);
  const keys = plan.subjects.map(subjectKey);
  const has = once(
    [...report.results, ...report.samples].map(({ check, subject, variant }) => ({ check, subject, variant })),
    (key) => key,
  );
  const absent = keys.filter((key) => !has.some((one) => belongsTo(one, key)));
  const unmeasured = once(
    absent.map(({ check, subject }) => `${check}/${subject}`),
    (name) => name,
  );
  const note = `No report has a measurement of ${unmeasured.join(', ')}.`;
  const loosened = reports.flatMap((one) => one.loosened ?? []);
  const whole: Report = {
    ...again,
    findings: joinFindings(inOrder(again.findings, keys), again.results).map((one) => ({
      ...one,
      evidence: { ...one.evidence },
    })),
    notes: unmeasured.length === 0 ? again.notes : [...again.notes, note],
    ...(reports.some((one) => one.loosened !== undefined) ? { loosened: once(loosened, (one) => one) } : {}),
  };
  return accept(
    whole,
    once(
      reports.flatMap(({ accepted }) => accepted ?? []),
      (one) => one,
    ),
  );
}

/** As a run has them: in the order of the plan, the gravest first. */
const inOrder = (findings: readonly ReportFinding[], keys: readonly SubjectKey[]): ReportFinding[] => {
  const place = (finding: ReportFinding) => keys.findIndex((key) => belongsTo(finding, key));
  return gravestFirst(findings.toSorted((a, b) => place(a) - place(b)));
};
