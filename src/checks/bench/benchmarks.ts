import type { PartVisit } from '../../model/visit.ts';
import { closestTo } from '../../text/closest-to.ts';
import { firstOf } from '../../text/first-of.ts';
import { clean } from '../../text/sanitize.ts';
import type { Measured } from './formats/format.ts';
import { metrics } from './metrics.ts';
import type { BenchSettings } from './settings.ts';

/** The benchmarks of one run under the names of their results. Pure. */

/** All benchmarks of a suite are tested together, and nobody reads a longer report. */
const MOST_BENCHMARKS = 200;
const LONGEST_NAME = 200;

/** Metrics that a benchmark can't have a zero of: nothing takes no time. */
const POSITIVE = new Set(['time', 'rate']);

type Parts =
  | { readonly ok: true; readonly parts: Readonly<Record<string, PartVisit>> }
  | { readonly ok: false; readonly message: string; readonly hint?: string };

interface Asked extends Pick<BenchSettings, 'only' | 'byName' | 'required'> {
  /** Whether what has a limit may be lacking: base may have less than head. */
  readonly mayLack: boolean;
}

/** The parts of a visit. */
export function partsOf(measured: readonly Measured[], asked: Asked): Parts {
  const all = named(measured);
  if (all.length === 0) return { ok: false, message: 'they hold no benchmark' };
  const wanted = asked.only.length === 0 ? all : all.filter(({ name }) => fitsAny(name, asked.only));
  const names = all.map(({ name }) => name);
  if (wanted.length === 0 && asked.mayLack) return { ok: true, parts: {} };
  if (wanted.length === 0)
    return { ok: false, message: `no benchmark fits only: ${asked.only.join(', ')}`, hint: among(asked.only, names) };
  if (wanted.length > MOST_BENCHMARKS) {
    return {
      ok: false,
      message: `${wanted.length} benchmarks are too many for one suite: at most ${MOST_BENCHMARKS}`,
      hint: 'choose some with only, and make several suites',
    };
  }
  const idle = asked.mayLack ? [] : asked.byName.filter((pattern) => !wanted.some(({ name }) => fits(name, pattern)));
  if (idle.length > 0)
    return {
      ok: false,
      message: `budgets has a limit for "${clean(idle[0] ?? '', 60)}", and no benchmark is called that`,
      hint: among(
        idle,
        wanted.map(({ name }) => name),
      ),
    };
  const parts = wanted.map(({ name, values, failed }): [string, PartVisit] => [
    name,
    partOf(name, values, failed, asked),
  ]);
  const lacking = asked.mayLack
    ? undefined
    : asked.required.find((id) => !parts.some(([, part]) => part.ok && Object.hasOwn(part.values, id)));
  if (lacking !== undefined) {
    const found = [...new Set(parts.flatMap(([, part]) => (part.ok ? Object.keys(part.values) : [])))];
    const has = found.filter((id) => metrics.some((metric) => metric.id === id));
    return {
      ok: false,
      message: `no benchmark has ${lacking}, which has a limit`,
      hint: has.length === 0 ? 'take its limit away' : `these results have ${has.join(', ')}`,
    };
  }
  return { ok: true, parts: Object.fromEntries(parts) };
}

/** Whether a name is the pattern, in which `*` stands for any text. The time grows with the lengths alone. */
export function fits(name: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let end = first.length;
  for (const text of others) {
    const found = name.indexOf(text, end);
    if (found < 0) return false;
    end = found + text.length;
  }
  return name.length - last.length >= end && name.endsWith(last);
}

const fitsAny = (name: string, patterns: readonly string[]): boolean => patterns.some((one) => fits(name, one));

function among(patterns: readonly string[], names: readonly string[]): string {
  const closest = closestTo(patterns[0] ?? '', names);
  return closest === undefined
    ? `there are ${firstOf(
        names.slice(0, 20).map((name) => `"${name}"`),
        5,
        names.length,
      )}`
    : `did you mean "${closest}"?`;
}

/**
 * The benchmarks under names that no other has: with their group if two groups have the name, and with a number if the
 * tool itself has it twice.
 */
function named(measured: readonly Measured[]): Measured[] {
  const groups = new Map<string, Set<string | null>>();
  for (const { group, name } of measured) groups.set(name, (groups.get(name) ?? new Set()).add(group));
  const taken = new Map<string, number>();
  return measured.map((one) => {
    const isShared = (groups.get(one.name)?.size ?? 0) > 1 && one.group !== null;
    const name = clean(isShared ? `${one.group} > ${one.name}` : one.name, LONGEST_NAME - 10);
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return { ...one, name: count === 1 ? name : `${name} (${count})` };
  });
}

function partOf(name: string, values: Measured['values'], failed: string | undefined, { byName }: Asked): PartVisit {
  const trouble = (message: string): PartVisit => ({
    ok: false,
    code: 'no-results',
    message: `the benchmark ${name} ${message}`,
    retry: false,
  });
  if (failed !== undefined) return trouble(`has no result: ${failed}`);
  const entries = Object.entries(values);
  if (entries.length === 0) return trouble('has no number');
  for (const [metric, value] of entries) {
    if (!Number.isFinite(value)) return trouble(`has no number for ${metric}`);
    if (value < 0 || (value === 0 && POSITIVE.has(metric)))
      return trouble(`has ${value} for ${metric}, which can't be`);
  }
  const limit = byName.find((pattern) => pattern === name) ?? byName.find((pattern) => fits(name, pattern));
  const { time, ...others } = values;
  if (limit === undefined) return { ok: true, values };
  if (time === undefined) return trouble(`has no time, and budgets limits the time of "${limit}"`);
  return { ok: true, values: { ...others, [limit]: time } };
}
