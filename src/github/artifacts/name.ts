import { safeName } from '../../text/safe-name.ts';

/**
 * Name of the artifact that carries a report to the run that may post it. Each name and attempt has its own: GitHub
 * refuses a second artifact of one name in a run, even to a re-run. No report's name contains an `@`.
 */
export function artifactName(name: string, attempt = 1): string {
  const ofName = name === 'default' ? 'perf-budget-report' : `perf-budget-report-${safeName(name)}`;
  return attempt > 1 ? `${ofName}@${attempt}` : ofName;
}

/** Name of the artifact with a run's page. A browser gets its type from the end of the name. */
export function pageName(name: string, attempt: number): string {
  const ofName = name === 'default' ? 'perf-budget' : `perf-budget-${safeName(name)}`;
  return `${ofName}${attempt > 1 ? `@${attempt}` : ''}.html`;
}
