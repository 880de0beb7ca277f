import type { Report } from '../model/report.ts';
import { thinned, together } from './extend-trail.ts';
import { type Line, toTrail } from './line.ts';
import { pointOf } from './point.ts';
import { sinceWhen } from './since.ts';

/** Most points that a report draws. */
const MOST_DRAWN = 60;

interface Here {
  /** The commit's date, ISO 8601. */
  readonly at: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Adds earlier measurements to the report: the trail with its own point, and the commit since which base is over its
 * budgets.
 */
export function withPast(report: Report, line: Line, { at, now }: Here): Report {
  const { sha } = report.head;
  const whole = sha === null ? line : together([line, pointOf(report, { sha, at })]);
  return {
    ...report,
    results: report.results.map((result) => {
      const since = result.budget?.status === 'over' ? sinceWhen(line, result.id, result.subject, now) : null;
      return since === null ? result : { ...result, since };
    }),
    history: toTrail(thinned(whole), MOST_DRAWN),
  };
}
