import { resultId } from '../compare/decided.ts';
import { runVerdict } from '../compare/verdict.ts';
import { UsageError } from '../errors.ts';
import { gravestFirst } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { baseOfAll, called, environmentNote, longestPhases, once } from './combine.ts';
import { joinShards } from './shards.ts';

/**
 * Joins the reports of several jobs. Reports of one `name` are shards of one run, and become that run's report. Reports
 * of several names are packages of one repository. Each package is decided by its own plan, and its subjects get its
 * name.
 *
 * @param name of the joined report; by default the run's own name, or `default` for several packages.
 * @throws UsageError if the reports don't belong together.
 */
export function joinReports(reports: readonly Report[], name: string | null = null): Report {
  if (reports.length === 0) throw new UsageError('There is no report to join.');
  const runs = [...Map.groupBy(reports, (report) => report.name).values()].map(joinShards);
  const [only, another] = runs;
  if (only !== undefined && another === undefined) return { ...only, name: name ?? only.name };
  return joinPackages(runs, name ?? 'default');
}

function joinPackages(runs: readonly Report[], name: string): Report {
  const [first] = runs as [Report];
  for (const run of runs) {
    if (run.head.sha === first.head.sha) continue;
    throw new UsageError(`${called(first)} and ${called(run)} measured different heads. Give those of one commit.`);
  }
  const packages = runs.map(inPackage);
  const results = packages.flatMap((one) => one.results);
  const failures = packages.flatMap((one) => one.failures);
  const samples = packages.flatMap((one) => one.samples);
  const findings = packages.flatMap((one) => one.findings).sort(gravestFirst);
  const base = baseOfAll(runs);
  // Each package was decided by its own plan: no single plan could decide them all again.
  const { plan: _, ...kept } = first;
  const lists = {
    loosened: packages.flatMap((one) => one.loosened ?? []),
    ...(packages.some(({ reach }) => reach !== undefined)
      ? { reach: packages.flatMap(({ reach }) => reach ?? []) }
      : {}),
    subjects: packages.flatMap((one) => one.subjects ?? []),
    files: once(
      packages.flatMap((one) => one.files ?? []),
      (file) => file.name,
    ),
  };
  return {
    ...kept,
    ...lists,
    name,
    verdict: runVerdict({ results, failures, samples, findings }),
    base,
    head: { sha: first.head.sha, dirty: runs.some(({ head }) => head.dirty) },
    environment: { ...first.environment, noise: noisiest(runs) },
    config: null,
    results,
    findings,
    samples,
    failures,
    notes: [
      ...packages.flatMap((one) => one.notes),
      ...runs
        .filter((one) => one.base.sha !== base.sha)
        .map((one) => `${one.name} was compared with another base: ${one.base.reason}.`),
      ...environmentNote(runs, 'The packages'),
    ],
    phases: longestPhases(runs),
  };
}

const noisiest = (runs: readonly Report[]): Report['environment']['noise'] =>
  runs
    .map(({ environment }) => environment.noise)
    .toSorted((a, b) => (b?.redone ?? -1) - (a?.redone ?? -1) || (b?.delay ?? -1) - (a?.delay ?? -1))[0] ?? null;

/**
 * A package's report, with the package's name before its subjects. Lines of its config are dropped. They are relative
 * to a working directory that the report does not know, and would point into another package's file.
 */
function inPackage(report: Report): Report {
  const prefixed = <T extends { readonly subject: string }>(one: T): T => ({
    ...one,
    subject: `${report.name}/${one.subject}`,
  });
  return {
    ...report,
    results: report.results.map((result) => {
      const named = prefixed(result);
      return {
        ...named,
        id: resultId(named),
        budget: result.budget && { ...result.budget, source: null },
        threshold: { ...result.threshold, source: null },
      };
    }),
    findings: report.findings.map(prefixed),
    samples: report.samples.map(prefixed),
    ...(report.subjects === undefined ? {} : { subjects: report.subjects.map(prefixed) }),
    ...(report.reach === undefined ? {} : { reach: report.reach.map(prefixed) }),
    loosened: (report.loosened ?? []).map((one) => ({ ...prefixed(one), source: null })),
    failures: report.failures.map((failure) =>
      failure.stage === 'visit' ? prefixed(failure) : { ...failure, message: `${report.name}: ${failure.message}` },
    ),
    notes: report.notes.map((note) => `${report.name}: ${note}`),
  };
}
