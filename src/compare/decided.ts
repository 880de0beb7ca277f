import type { Failure } from '../model/measurements.ts';
import { printed } from '../model/printed-key.ts';
import type { ReportedFailure, Result } from '../model/report.ts';
import type { SubjectKey } from '../model/subject.ts';
import { failuresBehind } from '../model/visit-failures.ts';

/** Why head has too few values to judge although its visits succeeded. */
export type Lack =
  | { readonly code: 'no-value' }
  /** `needed`: half of head's visits; `found`: those that gave a value. */
  | { readonly code: 'too-few-values'; readonly needed: number; readonly found: number }
  /** `needed` on each side; `found` on head. */
  | { readonly code: 'too-few-answers'; readonly needed: number; readonly found: number };

/** The verdict on one metric of a subject or part: a result without its explanation. */
export interface Decided extends SubjectKey, Omit<Result, keyof SubjectKey | 'id' | 'details' | 'failures'> {
  /** Null if head has enough values, or if its failures say why it has none. */
  readonly lack: Lack | null;
}

/** The fields that do not depend on samples. */
export type About = SubjectKey & Pick<Decided, 'metric' | 'label' | 'unit' | 'worse' | 'kind' | 'gates'>;

/** Joins verdicts with the failed visits behind them and with the details that their checks give. */
export function toResults(
  decided: readonly Decided[],
  failures: readonly Failure[],
  detailsOf: (one: Decided) => unknown,
): Result[] {
  const behind = failuresBehind(failures);
  return decided.map((one): Result => {
    const { lack, ...verdict } = one;
    const key = printed(one);
    const visits = one.threshold.status === 'removed' ? [] : behind(one).map(inResult);
    return {
      ...verdict,
      variant: key.variant,
      id: resultId(key),
      details: detailsOf(one),
      failures: lack === null ? visits : [...visits, { side: 'head', round: 0, retried: false, ...lack }],
    };
  });
}

/** Failed visits as the report lists them. */
export const toReported = (failures: readonly Failure[]): ReportedFailure[] =>
  failures.map((failure) => ({ stage: 'visit', ...printed(failure) }));

const inResult = ({ side, round, code, retried }: Failure): Result['failures'][number] => ({
  side,
  round,
  code,
  retried,
});

/** `check/subject[/variant]/metric`, with the variant as report.json has it. */
export const resultId = ({
  check,
  subject,
  variant,
  metric,
}: Pick<Result, 'check' | 'subject' | 'variant' | 'metric'>) =>
  [check, subject, ...(variant === null ? [] : [variant]), metric].join('/');
