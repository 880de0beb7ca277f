import { shardText } from '../config/shard-number.ts';
import { UsageError } from '../errors.ts';
import { withBundleFiles } from '../explain/page-in-bundle.ts';
import { gravestFirst } from '../model/finding.ts';
import type { Decisive } from '../model/plan.ts';
import { readKey } from '../model/printed-key.ts';
import { planOf } from '../model/recorded-plan.ts';
import type { Report, ReportedFailure, ReportFinding } from '../model/report.ts';
import { nameId, type SubjectKey, subjectId, subjectKey, wholeOf } from '../model/subject.ts';
import { baseOfAll, called, environmentNote, longestPhases, once, SAME_VERSION } from './combine.ts';
import { decideAgain } from './decide-again.ts';
import { type ShardReport, shardReportsOf } from './shards-of-one-run.ts';
import { wholeId } from './unplanned.ts';
import { FIRST_WITH_COINS, lacksCoins, writtenBy } from './without-coins.ts';

/** The name of a subject in all its variants. */
type Name = Pick<SubjectKey, 'check' | 'subject'>;

/**
 * Merges the reports of one run's shards and decides them again from all samples. The results are those of one job that
 * measures everything. A single report that is no shard is decided again, too. No breach stays accepted: only a label
 * accepts, and a file can't prove a label.
 *
 * @param reports at least one, all of the same name.
 * @throws UsageError if they can't be of one run.
 */
export function joinShards(reports: readonly Report[]): Report {
  const [first] = reports as [Report];
  const shards = first.shard === null && reports.length === 1 ? null : shardReportsOf(reports);
  const { plan } = first;
  if (plan === undefined) throw new UsageError(`${called(first)} does not say by what it was decided. ${SAME_VERSION}`);
  const old = reports.find(lacksCoins);
  if (old !== undefined) {
    const what = `${called(old)} was made by ${writtenBy(old)}, which threw no coins`;
    if (shards === null)
      return { ...old, notes: [...old.notes, `${capitalized(what)}: it is shown as it was decided then.`] };
    throw new UsageError(`${capitalized(what)}, so it can't be joined. Measure with ${FIRST_WITH_COINS} or later.`);
  }
  return decided(shards === null ? first : merged(shards), planOf(plan), reports);
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One undecided report with the data of all shards. */
function merged(shards: readonly ShardReport[]): Report {
  const reports = shards.map(({ report }) => report);
  const [first] = reports as [Report];
  const owner = ownersOf(reports);
  const isOwnedBy = (report: Report) => (one: Name) => owner.get(nameId(one)) === report;
  const own = <T extends Name>(list: (report: Report) => readonly T[]): T[] =>
    reports.flatMap((report) => list(report).filter(isOwnedBy(report)));
  const base = baseOfAll(reports);
  const names = (first.plan?.subjects ?? []).map(nameId);
  const asPlanned = (a: Name, b: Name) => names.indexOf(nameId(a)) - names.indexOf(nameId(b));
  const measured = new Map(own(({ subjects }) => subjects ?? []).map((one) => [wholeId(one), one]));
  const subjects = (first.plan?.subjects ?? []).flatMap((planned) => measured.get(wholeId(planned)) ?? []);
  const visits = shards.flatMap((shard) =>
    [...(base.source === 'none' ? [] : withoutBase(shard)), ...failedVisits(shard.report)].filter(
      isOwnedBy(shard.report),
    ),
  );
  return {
    ...first,
    shard: null,
    base,
    head: { sha: first.head.sha, dirty: reports.some(({ head }) => head.dirty) },
    environment: {
      ...first.environment,
      chromium: reports.find(({ environment }) => environment.chromium !== null)?.environment.chromium ?? null,
      lighthouse: reports.find(({ environment }) => environment.lighthouse !== null)?.environment.lighthouse ?? null,
      bundler: reports.find(({ environment }) => environment.bundler !== undefined)?.environment.bundler,
    },
    results: own(({ results }) => results),
    ...(subjects.length > 0 ? { subjects } : {}),
    findings: own(({ findings }) => findings),
    samples: own(({ samples }) => samples),
    coins: coinsOf(
      reports,
      own(({ coins }) => coins?.subjects ?? []),
    ),
    ...(reports.some(({ reach }) => reach !== undefined)
      ? { reach: own(({ reach }) => reach ?? []).sort(asPlanned) }
      : {}),
    failures: [
      ...once(
        reports.flatMap(({ failures }) => failures.filter(({ stage }) => stage !== 'visit')),
        ({ stage, side, message }) => [stage, side, message],
      ),
      ...visits,
    ],
    notes: once([...reports.flatMap(({ notes }) => notes), ...notesOn(shards)], (note) => note),
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

/** Each shard has its own coins. Null if no shard has any, because nothing has noise. */
function coinsOf(reports: readonly Report[], subjects: NonNullable<Report['coins']>['subjects']): Report['coins'] {
  const seeds = reports.flatMap(({ coins }) => coins?.seed ?? []);
  return seeds.length === 0 ? null : { seed: seeds.join(' '), subjects };
}

/** The first report that has each subject: rounds of two jobs can't form pairs. */
function ownersOf(reports: readonly Report[]): ReadonlyMap<string, Report> {
  const owners = new Map<string, Report>();
  for (const report of reports) {
    for (const one of [...report.results, ...report.samples]) {
      if (!owners.has(nameId(one))) owners.set(nameId(one), report);
    }
  }
  return owners;
}

const failedVisits = ({ failures }: Report): ReportedFailure[] =>
  failures.filter((failure) => failure.stage === 'visit');

/** Failures that explain why a shard without a base compares nothing, while other shards do. */
function withoutBase({ report, shard }: ShardReport): ReportedFailure[] {
  if (report.base.source !== 'none') return [];
  const message = `shard ${shardText(shard)} had no base: ${report.base.reason}`;
  const failure = { stage: 'visit', side: 'base', round: 0, code: 'not-built', message, retried: false } as const;
  const keys = new Map(report.results.map((result) => [wholeId(result), wholeOf(readKey(result))]));
  return [...keys.values()].map((key) => ({ ...failure, ...key }));
}

function notesOn(shards: readonly ShardReport[]): string[] {
  const reports = shards.map(({ report }) => report);
  const count = shards[0]?.shard.count ?? 0;
  const given = new Set(shards.map(({ shard }) => shard.index));
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !given.has(index));
  const names = missing.map((index) => shardText({ index, count }));
  const owners = ownersOf(reports);
  const twice = reports.flatMap((report) => report.results.filter((one) => owners.get(nameId(one)) !== report));
  return [
    ...(missing.length === 0
      ? []
      : [`There is no report of ${names.length === 1 ? 'shard' : 'the shards'} ${names.join(', ')}.`]),
    ...once(twice, nameId).map(
      (one) => `${one.check}/${one.subject} was measured by two shards; the first one's figures stand.`,
    ),
    ...environmentNote(reports, 'The shards'),
  ];
}

/**
 * Decides the report, and adds facts that no single shard knows: causes in another shard's bundle, and unmeasured
 * subjects.
 */
function decided(report: Report, plan: Decisive, reports: readonly Report[]): Report {
  const again = decideAgain(report, plan);
  const keys = plan.subjects.map(subjectKey);
  const measured = new Set([...report.results, ...report.samples].map(wholeId));
  const absent = keys.filter((key) => !measured.has(subjectId(key)));
  const unmeasured = [...new Set(absent.map(({ check, subject }) => `${check}/${subject}`))];
  const note = `No report has a measurement of ${unmeasured.join(', ')}.`;
  const loosened = reports.flatMap((one) => one.loosened ?? []);
  return {
    ...again,
    findings: withBundleFiles(inOrder(again.findings, keys), again.results),
    notes: unmeasured.length === 0 ? again.notes : [...again.notes, note],
    ...(reports.some((one) => one.loosened !== undefined) ? { loosened: once(loosened, (one) => one) } : {}),
  };
}

/** The same order as in a run: the gravest first, equally grave findings in the order of the plan. */
const inOrder = (findings: readonly ReportFinding[], keys: readonly SubjectKey[]): ReportFinding[] => {
  const ids = keys.map(subjectId);
  const place = (finding: ReportFinding) => ids.indexOf(wholeId(finding));
  return findings.toSorted((a, b) => place(a) - place(b)).sort(gravestFirst);
};
