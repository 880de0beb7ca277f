import type { AcceptedFigures } from '../model/accepted-figures.ts';
import { labelKey } from '../model/label.ts';
import type { Acceptance, Outgrown, Report, Result } from '../model/report.ts';
import { figureOf, isWorseThan, recordOf } from './accepted-figures.ts';
import { recordedFloor } from './recorded-floor.ts';
import { isIncomplete, runVerdict } from './verdict.ts';

/**
 * Applies acceptances: failing results of an accepted subject get the verdict `accepted`, and the run's verdict
 * follows. Figures, statuses and findings stay as they are. `accepted` lists only the acceptances that a result needs.
 * An acceptance covers only the figures at which its label was set. A result that is worse than `recorded`, or missing
 * there, still fails and is listed in `outgrown`.
 */
export function accept(
  report: Report,
  acceptances: readonly Acceptance[],
  recorded: readonly AcceptedFigures[] = [],
): Report {
  const used = new Set<Acceptance>();
  const outgrown: Outgrown[] = [];
  const results = report.results.map((result): Result => {
    if (result.verdict !== 'fail') return result;
    const tried = acceptancesOf(result, acceptances).map((one) => ({
      one,
      ...coverage(result, one, recorded, report),
    }));
    const holding = tried.find(({ holds }) => holds);
    if (holding !== undefined) {
      used.add(holding.one);
      return { ...result, verdict: 'accepted' };
    }
    const [first] = tried;
    if (first !== undefined) {
      const { label, by, at } = first.one;
      outgrown.push({ id: result.id, label, by, at, accepted: first.accepted });
    }
    return result;
  });
  if (used.size === 0 && outgrown.length === 0) return report;
  return {
    ...report,
    verdict: runVerdict({ ...report, results }),
    results,
    ...(used.size === 0 ? {} : { accepted: acceptances.filter((acceptance) => used.has(acceptance)) }),
    ...(outgrown.length === 0 ? {} : { outgrown }),
  };
}

/** Whether an acceptance covers a result, and head's value when the label was set; null if no value was recorded. */
function coverage(
  result: Result,
  acceptance: Acceptance,
  recorded: readonly AcceptedFigures[],
  report: Report,
): { readonly holds: boolean; readonly accepted: number | null } {
  const record = recordOf(acceptance, recorded);
  if (record === undefined) return { holds: true, accepted: null };
  const { figures, others = [], ids = [] } = record;
  const figure = [...figures, ...others].find(({ id }) => id === result.id);
  if (figure === undefined) return { holds: ids.includes(result.id), accepted: null };
  return { holds: !isWorseThan(result, figure, floorOf(result, report)), accepted: figure.head };
}

/** The floor of sizes in a joined report, which has no plan. */
const FLOOR_BYTES = 1_000;

const floorOf = (result: Result, report: Report): number =>
  recordedFloor(result, report) ?? (result.unit === 'B' ? FLOOR_BYTES : 0);

/**
 * The figures that each label accepts, for later runs. A label keeps the figures `recorded` since it was set. A new
 * label gets the figures of this report, unless the run is incomplete and accepts nothing.
 */
export function recordAccepted(
  report: Report,
  acceptances: readonly Acceptance[],
  recorded: readonly AcceptedFigures[],
): AcceptedFigures[] {
  return acceptances.flatMap((acceptance): AcceptedFigures[] => {
    const known = recordOf(acceptance, recorded);
    if (known !== undefined) return [known];
    const { label, at, subject } = acceptance;
    const covered = report.results.filter((result) => subject === null || isCalled(result, subject));
    if (report.accepted === undefined && isIncomplete(covered, report.failures)) return [];
    const others = covered.filter(({ gates, verdict }) => gates && verdict !== 'accepted');
    return [
      {
        ...{ label, at },
        figures: covered.filter(({ verdict }) => verdict === 'accepted').flatMap(figureOf),
        ...(others.length === 0 ? {} : { others: others.flatMap(figureOf) }),
      },
    ];
  });
}

/** Acceptances of the subject go before those of all subjects. */
const acceptancesOf = (result: Result, acceptances: readonly Acceptance[]): Acceptance[] => [
  ...acceptances.filter(({ subject }) => subject !== null && isCalled(result, subject)),
  ...acceptances.filter(({ subject }) => subject === null),
];

/** Acceptances whose subject is not in the report, perhaps because it is misspelt. */
export const ofNothing = ({ results }: Report, acceptances: readonly Acceptance[]): Acceptance[] =>
  acceptances.filter(({ subject }) => subject !== null && !results.some((result) => isCalled(result, subject)));

/** Whether `name`, the end of a label, names the result's subject. */
const isCalled = (result: Result, name: string): boolean => labelKey(result.subject) === labelKey(name);
