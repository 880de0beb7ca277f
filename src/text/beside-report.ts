import { isLogName, LOGS_FOLDER } from './log-name.ts';

const BESIDE =
  /^[^/\\]+-(?:treemap\.html|(?:base|head)(?:(?:-screenshots)?\.html|\.trace\.json\.gz|\.(?:cpu|heap)profile|-step\.png))$/;

/** Whether a path, relative to a report's folder, has the form of a file that perf-budget writes beside its reports. */
export function isBesideReport(path: string): boolean {
  const [folder, name, ...rest] = path.split('/');
  if (name === undefined) return BESIDE.test(path);
  return folder === LOGS_FOLDER && rest.length === 0 && isLogName(name);
}
