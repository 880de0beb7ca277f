/**
 * `https://github.com/o/r/actions/runs/100/attempts/1`: the link in all posts of a run. If it posts the report of
 * another run, `#measured-by-99-1` names that run and attempt.
 */
const RUN =
  /^(?<repository>.+)\/actions\/runs\/(?<run>\d+)\/attempts\/(?<attempt>\d+)(?:#measured-by-(?<measuredRun>\d+)-(?<measuredAttempt>\d+))?$/;

interface Measured {
  readonly repository: string;
  readonly run: number;
  readonly attempt: number;
}

function measuredBy(url: string | null | undefined): Measured | null {
  const groups = RUN.exec(url ?? '')?.groups;
  if (groups === undefined) return null;
  const { repository = '', run, attempt, measuredRun = run, measuredAttempt = attempt } = groups;
  return { repository, run: Number(measuredRun), attempt: Number(measuredAttempt) };
}

/** The link of a run that posts the report of `run` and `attempt`, which may be its own. */
export function linkOf(runUrl: string, { run, attempt }: Pick<Measured, 'run' | 'attempt'>): string {
  const own = measuredBy(runUrl);
  const isOther = own !== null && (own.run !== run || own.attempt !== attempt);
  return isOther ? `${runUrl}#measured-by-${run}-${attempt}` : runUrl;
}

/** Whether `url` belongs to a later run or attempt than `runUrl`, in the same repository. */
function isLaterRun(url: string | null | undefined, runUrl: string): boolean {
  const other = measuredBy(url);
  const own = measuredBy(runUrl);
  if (other === null || own === null || other.repository !== own.repository) return false;
  const runs = other.run - own.run;
  return runs > 0 || (runs === 0 && other.attempt > own.attempt);
}

/** The post of the latest run after `runUrl`; null if there is none. */
export const latestOf = <T>(
  all: readonly T[],
  urlOf: (one: T) => string | null | undefined,
  runUrl: string,
): T | null =>
  all.reduce<T | null>(
    (latest, one) => (isLaterRun(urlOf(one), latest === null ? runUrl : (urlOf(latest) ?? '')) ? one : latest),
    null,
  );

/** `newer` if a later run's result is posted: GitHub numbers runs upwards, and the run that started later counts. */
export type Posted = 'posted' | 'newer';
