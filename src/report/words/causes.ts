import { checks } from '../../checks/index.ts';
import { isUndecided } from '../../compare/undecided.ts';
import { isWithheld } from '../../compare/withheld.ts';
import { failureOf } from '../../model/failure-code.ts';
import { keyed, printed, readKey } from '../../model/printed-key.ts';
import type { Report, ReportedFailure, Result } from '../../model/report.ts';
import { type SubjectKey, sameSubject } from '../../model/subject.ts';
import { failuresBehind } from '../../model/visit-failures.ts';
import { joinedFirst, prose, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { withoutStop } from '../../text/without-stop.ts';
import { hadNoBase, isMissing } from '../result-state.ts';
import { isInspected } from './inspected.ts';
import { nameOf } from './name.ts';
import { troublesBeside } from './troubles.ts';
import { NOT_MEASURED } from './vocabulary.ts';

/** Why results are missing from a report, once for all metrics that it affects. */
interface Cause {
  readonly what: Sentence;
  /** The lines of the process's output that say what failed. */
  readonly output: string | null;
  /** The file beside the report with the whole output. */
  readonly log: string | null;
  readonly hint: string | null;
}

function ofStages({ failures }: Report): Cause[] {
  return failures.flatMap(({ stage, side, message, output, log, hint }) => {
    if (stage === 'visit') return [];
    const what = say`${strong(trusted(`${stage} of ${side}`))}: ${prose(withoutStop(message))}.`;
    return [{ what, output: output ?? null, log: log ?? null, hint: hint ?? null }];
  });
}

type FailureInResult = Result['failures'][number];
type FailureWords = Pick<ReportedFailure, 'message' | 'hint' | 'output' | 'log'>;

function whyNoValue(result: Pick<Result, 'check' | 'metric'>): string {
  if (isInspected(result)) return 'no inspection saw any query of it';
  return checks.find(({ id }) => id === result.check)?.explain.words.noValue ?? 'nothing with such a value was found';
}

/** The words for a failure in a result: those of the failed visit, or a fixed sentence if no visit failed. */
function wordsIn(report: Report): (result: Result, failure: FailureInResult) => FailureWords {
  const behind = failuresBehind(report.failures.filter((failure) => failure.stage === 'visit').map(keyed));
  return (result, failure) => {
    const { code, side, round, retried, needed, found } = failure;
    const { label } = result;
    if (code === 'no-value') {
      return { message: `no visit gave a value for ${label}: ${whyNoValue(result)}` };
    }
    if (code === 'too-few-values') {
      const some = found === undefined ? 'few visits' : counted(found, 'visit');
      const why = `${needed ?? 'more'} are needed; in the others ${whyNoValue(result)}`;
      return { message: `only ${some} gave a value for ${label}, where ${why}` };
    }
    if (code === 'too-few-answers') {
      const message = `${label} needs ${needed ?? 'more'} answers per side; there are ${found ?? 'fewer'}`;
      return { message, hint: 'raise measure.rounds, or remove the limit' };
    }
    const visit = behind(readKey(result)).findLast(
      (one) => one.code === code && one.side === side && one.round === round && one.retried === retried,
    );
    // Reports of older versions have the words in their results.
    const { message = code, hint, output } = failure;
    return visit ?? { message, ...(hint !== undefined && { hint }), ...(output !== undefined && { output }) };
  };
}

const subjectName = ({ subject, variant }: Pick<Result, 'subject' | 'variant'>): string =>
  variant === null ? subject : `${subject}, ${variant}`;

function cost(results: readonly Result[], lost: string): Sentence {
  const subjects = [...new Set(results.map(subjectName))];
  const all = subjects.map((subject) => [strong(untrusted(subject))]);
  const metrics = results.length === 1 ? '1 metric' : `${results.length} metrics`;
  return say`${trusted(metrics)} of ${joinedFirst(all, 3, { last: ' and ' })} ${trusted(`${results.length === 1 ? 'is' : 'are'} ${lost}`)}`;
}

/** Picks the failure that decided why a result lacks something. */
type Deciding = (result: Result) => FailureInResult | undefined;

/**
 * The last failure that no retry undid. It is head's, or a generator was too busy, or the sides do different things.
 */
const whyMissing: Deciding = ({ failures }) =>
  failures
    .filter(
      ({ side, code, retried }) => !retried && (side === 'head' || failureOf(code) === 'neither' || code === 'unlike'),
    )
    .toSorted((a, b) => a.round - b.round)
    .at(-1);

const ofBase: Deciding = ({ failures }) => failures.findLast(({ side, retried }) => side === 'base' && !retried);

/** @param lost what the failures did to the results, as a predicate */
function ofVisits(
  results: readonly Result[],
  lost: string,
  deciding: Deciding,
  wordsFor: ReturnType<typeof wordsIn>,
): Cause[] {
  const failed = results.flatMap((result) => {
    const failure = deciding(result);
    return failure === undefined ? [] : [{ result, failure: { ...failure, ...wordsFor(result, failure) } }];
  });
  const groups = Map.groupBy(failed, ({ failure }) => JSON.stringify([failure.code, failure.message]));
  const causes = [...groups.values()].map((group): Cause => {
    const failures = group.map(({ failure }) => failure);
    const failedOn = new Set(failures.map(({ side }) => side));
    const isOfOne = failedOn.size === 1 && !failures.some(({ code }) => failureOf(code) === 'both');
    const message = withoutStop(failures[0]?.message ?? '');
    const [on = ''] = isOfOne ? failedOn : [];
    const side = on === '' || message.split(' ').includes(on) ? '' : ` (${on})`;
    const affected = group.map(({ result }) => result);
    return {
      what: say`${prose(message)}${trusted(side)}; ${cost(affected, lost)}.`,
      output: failures.find(({ output }) => output !== undefined)?.output ?? null,
      log: failures.find(({ log }) => log !== undefined)?.log ?? null,
      hint: failures.find(({ hint }) => hint !== undefined)?.hint ?? null,
    };
  });
  return causes;
}

function unexplained(missing: readonly Result[]): Cause[] {
  const unexplained = missing.filter((result) => whyMissing(result) === undefined);
  if (unexplained.length === 0) return [];
  const names = unexplained.map((result) => [strong(untrusted(nameOf(result)))]);
  return [{ what: say`${joinedFirst(names, 5)} ${trusted(NOT_MEASURED)}.`, output: null, log: null, hint: null }];
}

/** Recurring failures on head that left no metric missing: each kind of failure once, with its last words. */
function ofTroubles(report: Report): Cause[] {
  return troublesBeside(report).flatMap(({ key, failures, ended, visits }) =>
    [...Map.groupBy(failures, ({ code }) => code).values()].flatMap((ofKind): Cause[] => {
      const last = ofKind.at(-1);
      if (last === undefined) return [];
      const name = strong(untrusted(subjectName(printed(key))));
      const often = say`${ofKind.length} of ${trusted(counted(visits, 'visit'))} of ${name}`;
      const where = ended !== null && failsOnBase(report, last) ? ' (head, and base alike)' : ' (head)';
      const what = say`${prose(withoutStop(last.message))}${trusted(where)}; ${often} failed, ${trusted(ended === null ? 'and later ones succeeded' : 'and no later one succeeded')}.`;
      return [{ what, output: last.output ?? null, log: last.log ?? null, hint: last.hint ?? null }];
    }),
  );
}

/** Whether a visit of base failed in the same way. */
const failsOnBase = ({ failures }: Report, { code, ...of }: SubjectKey & { readonly code: string }): boolean =>
  failures.some(
    (one) => one.stage === 'visit' && one.side === 'base' && one.code === code && sameSubject(keyed(one), of),
  );

export function causesOf(report: Report): Cause[] {
  const wordsFor = wordsIn(report);
  // A joined report has no logs beside it.
  const beside = new Set((report.files ?? []).map(({ name }) => name));
  const causes = [
    ...ofStages(report),
    ...ofVisits(
      report.results.filter((result) => isMissing(result) && !isWithheld(result)),
      'missing',
      whyMissing,
      wordsFor,
    ),
    ...unexplained(report.results.filter(isMissing)),
    ...ofTroubles(report),
    ...ofVisits(report.results.filter(isWithheld), 'not measured', whyMissing, wordsFor),
    ...ofVisits(report.results.filter(hadNoBase), 'checked against budgets alone', ofBase, wordsFor),
    ...ofVisits(report.results.filter(isUndecided), 'undecided', ofBase, wordsFor),
  ];
  return causes.map((cause) => ({ ...cause, log: cause.log !== null && beside.has(cause.log) ? cause.log : null }));
}
