import type { Failure, Measurements, Sample } from '../model/measurements.ts';
import type { Plan } from '../model/plan.ts';
import { belongsTo, type SubjectKey, subjectKey } from '../model/subject.ts';

type Differ = Pick<Failure, 'message' | 'hint'>;

/**
 * For two commits with the same files whose builds differ for another reason. It drops base's figures of the subjects
 * whose exact metrics differ. So nothing fails that the commits did not change. Pure.
 *
 * @param differ the other reason; null if there is none.
 */
export function withoutOtherBuilds(
  plan: Pick<Plan, 'subjects'>,
  all: Measurements,
  differ: Differ | null,
): Measurements {
  if (differ === null) return all;
  const others = plan.subjects.flatMap((planned) => {
    const key = subjectKey(planned);
    const floors = new Map(
      planned.metrics.flatMap(({ metric }) => (metric.kind === 'exact' ? [[metric.id, metric.floor] as const] : [])),
    );
    const own = all.samples.filter((sample) => belongsTo(sample, key) && floors.has(sample.metric));
    return isOther(own, floors) ? [key] : [];
  });
  if (others.length === 0) return all;
  const isOthers = (one: SubjectKey & { readonly side: string }) =>
    one.side === 'base' && others.some((key) => belongsTo(one, key));
  return {
    ...all,
    samples: all.samples.filter((sample) => !isOthers(sample)),
    evidence: all.evidence.filter((one) => !isOthers(one)),
    failures: [
      ...all.failures,
      ...others.map((key) => ({
        ...key,
        ...differ,
        side: 'base' as const,
        round: 0,
        code: 'other-build' as const,
        retried: false,
      })),
    ],
  };
}

/** Whether a figure differs between the sides by its floor, or exists on one side only. */
function isOther(samples: readonly Sample[], floors: ReadonlyMap<string, number>): boolean {
  const figure = ({ compared, value }: Sample) => compared ?? value;
  const { base = [], head = [] } = Object.groupBy(samples, ({ side }) => side);
  return base.some((was) => {
    const is = head.find((one) => one.metric === was.metric && one.part === was.part);
    const change = is === undefined ? null : Math.abs(figure(is) - figure(was));
    return change === null || (change > 0 && change >= (floors.get(was.metric) ?? 0));
  });
}
