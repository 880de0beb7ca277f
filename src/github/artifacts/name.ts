import { safeName } from '../../text/safe-name.ts';

/**
 * The artifact that carries a report from the run that measured to the run that may post, one for each name and attempt:
 * GitHub refuses a second artifact of a name in a run, also to a re-run. No name has an `@` of its own.
 */
export function artifactName(name: string, attempt = 1): string {
  const ofName = name === 'default' ? 'perf-budget-report' : `perf-budget-report-${safeName(name)}`;
  return attempt > 1 ? `${ofName}@${attempt}` : ofName;
}

/** The artifact that is the page of a run. GitHub tells a browser by the end of the name what it is. */
export function pageName(name: string, attempt: number): string {
  const ofName = name === 'default' ? 'perf-budget' : `perf-budget-${safeName(name)}`;
  return `${ofName}${attempt > 1 ? `@${attempt}` : ''}.html`;
}
