import { keyed } from '../model/printed-key.ts';
import type { Report } from '../model/report.ts';
import { type SubjectKey, subjectId, wholeOf } from '../model/subject.ts';

/** A page that head's visits mostly measured without files of its own that it can't do without. */
interface Lossy {
  readonly key: SubjectKey;
  /** How many, in its last visit. */
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
