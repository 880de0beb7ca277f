import type { Phase, Report } from '../model/report.ts';

/** Removes duplicates by what `by` returns; the first of each stays. */
export function once<T>(list: readonly T[], by: (one: T) => unknown): T[] {
  const found = new Map<string, T>();
  for (const one of list) {
    const key = JSON.stringify(by(one));
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** The longest phase of each name and side, since jobs run in parallel. */
export function longestPhases(reports: readonly Pick<Report, 'phases'>[]): Phase[] {
  const groups = Map.groupBy(
    reports.flatMap(({ phases }) => phases),
    ({ name, side }) => JSON.stringify([name, side]),
  );
  return [...groups.values()].flatMap((group) => group.toSorted((a, b) => b.seconds - a.seconds).slice(0, 1));
}

/** A note that begins with `who`, if the machines differ. */
export function environmentNote(reports: readonly Report[], who: string): string[] {
  const machines = once(
    reports.map(({ environment: { os, arch, cores, cpu } }) => `${os} ${arch}, ${cores} × ${cpu}`),
    (machine) => machine,
  );
  return machines.length < 2 ? [] : [`${who} were measured on different machines: ${machines.join('; ')}.`];
}

/** The source of base's figures in all reports together: measured before stored, stored before none. */
export function baseOfAll(reports: readonly Report[]): Report['base'] {
  const bases = reports.map(({ base }) => base);
  const [first] = bases as [Report['base']];
  const base =
    bases.find(({ source }) => source === 'measured') ?? bases.find(({ source }) => source === 'stored') ?? first;
  const stored = bases.flatMap((one) => one.stored ?? []).toSorted((a, b) => b.behind - a.behind)[0];
  const addresses = [...new Set(bases.flatMap((one) => one.addresses ?? []))];
  return { ...base, ...(stored !== undefined && { stored }), ...(addresses.length > 0 && { addresses }) };
}

/** Names that are safe to quote in a log. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} ._/@-]{0,99}$/u;

/** A report's name for messages, unless the name could inject something. */
export const called = ({ name }: Pick<Report, 'name'>): string =>
  PLAIN.test(name) ? `the report ${JSON.stringify(name)}` : 'a report with an unusual name';

export const SAME_VERSION = 'Use the same version of perf-budget to measure and to join.';
