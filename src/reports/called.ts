import type { Report } from '../model/report.ts';

/** Names that are worth saying and can't say anything else in a log. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} ._/@-]{0,99}$/u;

/** A report, as a message calls it: by its name, unless that could be more than a name. */
export const called = ({ name }: Pick<Report, 'name'>): string =>
  PLAIN.test(name) ? `the report ${JSON.stringify(name)}` : 'a report with an unusual name';

export const SAME_VERSION = 'Use the same version of perf-budget to measure and to join.';
