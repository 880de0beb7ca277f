import { keyed } from '../model/printed-key.ts';
import type { Report } from '../model/report.ts';
import { type SubjectKey, subjectId, wholeOf } from '../model/subject.ts';

/** A page whose visits on head mostly missed files of its own that it needs. */
interface Lossy {
  readonly key: SubjectKey;
  /** Number of missing files in its last visit. */
  readonly files: number;
}

/** The pages that were measured without their own code, whatever their figures. Pure. */
export function lossyIn(samples: Report['samples']): Lossy[] {
  const ofHead = samples.filter(({ side, part }) => side === 'head' && (part ?? null) === null).map(keyed);
  return [...Map.groupBy(ofHead, subjectId).values()].flatMap((ofPage) => {
    const lost = ofPage.map(({ covariates }) => covariates?.lost ?? 0);
    const [first] = ofPage;
    if (first === undefined || 2 * lost.filter((one) => one > 0).length < ofPage.length) return [];
    return [{ key: wholeOf(first), files: lost.findLast((one) => one > 0) ?? 0 }];
  });
}
