/** `https://github.com/o/r/actions/runs/100/attempts/1`: the link in everything that a run posts. */
const RUN = /^(?<repository>.+)\/actions\/runs\/(?<run>\d+)\/attempts\/(?<attempt>\d+)$/;

/** Whether `url` belongs to a later run or attempt than `runUrl`, in the same repository. */
export function isLaterRun(url: string | null | undefined, runUrl: string): boolean {
  const other = RUN.exec(url ?? '')?.groups;
  const own = RUN.exec(runUrl)?.groups;
  if (other === undefined || own === undefined || other.repository !== own.repository) return false;
  const runs = Number(other.run) - Number(own.run);
  return runs > 0 || (runs === 0 && Number(other.attempt) > Number(own.attempt));
}

/** `newer` if a later run has posted: GitHub numbers runs upwards, and the one that started later holds. */
export type Posted = 'posted' | 'newer';
