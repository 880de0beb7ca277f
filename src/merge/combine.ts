import type { Phase, Report, ReportFinding } from '../model/report.ts';

/** Each only once, the first of those that `by` finds alike. */
export function once<T>(list: readonly T[], by: (one: T) => unknown): T[] {
  const found = new Map<string, T>();
  for (const one of list) {
    const key = JSON.stringify(by(one));
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Of each name and side the longest: jobs run side by side. */
export function longestPhases(reports: readonly Pick<Report, 'phases'>[]): Phase[] {
  const groups = Map.groupBy(
    reports.flatMap(({ phases }) => phases),
    ({ name, side }) => JSON.stringify([name, side]),
  );
  return [...groups.values()].flatMap((group) => group.toSorted((a, b) => b.seconds - a.seconds).slice(0, 1));
}

/** A sentence where not all were made on machines of one kind. `who` begins it. */
export function environmentNote(reports: readonly Report[], who: string): string[] {
  const machines = once(
    reports.map(({ environment: { os, arch, cores, cpu } }) => `${os} ${arch}, ${cores} × ${cpu}`),
    (machine) => machine,
  );
  return machines.length < 2 ? [] : [`${who} were measured on different machines: ${machines.join('; ')}.`];
}

const IMPACTS = ['critical', 'high', 'medium', 'low'] satisfies ReportFinding['impact'][];

/** Equally grave ones stay in their order. */
export const gravestFirst = (findings: readonly ReportFinding[]): ReportFinding[] =>
  findings.toSorted((a, b) => IMPACTS.indexOf(a.impact) - IMPACTS.indexOf(b.impact));

/** Where base's figures come from, of all reports together: measured goes before stored, and that before none. */
export function baseOfAll(reports: readonly Report[]): Report['base'] {
  const bases = reports.map(({ base }) => base);
  const [first] = bases as [Report['base']];
  const base =
    bases.find(({ source }) => source === 'measured') ?? bases.find(({ source }) => source === 'stored') ?? first;
  const stored = bases.flatMap((one) => one.stored ?? []).toSorted((a, b) => b.behind - a.behind)[0];
  return stored === undefined ? base : { ...base, stored };
}

/** Names that are worth saying and can't say anything else in a log. */
export const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} ._/@-]{0,99}$/u;

/** A report, as a message calls it: by its name, unless that could be more than a name. */
export const called = ({ name }: Pick<Report, 'name'>): string =>
  PLAIN.test(name) ? `the report ${JSON.stringify(name)}` : 'a report with an unusual name';

export const SAME_VERSION = 'Use the same version of perf-budget to measure and to join.';
