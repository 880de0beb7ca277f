import { isDeepStrictEqual } from 'node:util';
import type { PlannedSubject } from '../model/plan.ts';
import type { Relaxation } from '../model/report.ts';
import { isObject, type UnknownKeys } from '../text/parse-json.ts';
import { clean } from '../text/sanitize.ts';
import type { Path } from './document.ts';
import type { WrittenPlan } from './resolve.ts';
import { resolveServer } from './resolve-server.ts';
import { server } from './server-schema.ts';
import { isShared, LIMITS, subjectSchema } from './setting-keys.ts';
import { settingTexts } from './setting-text.ts';

/** A part that both configs have, as their authors wrote it. */
interface Entry {
  readonly check: string;
  readonly subject: string;
  /** Its path in head's config. */
  readonly path: Path;
  readonly was: UnknownKeys;
  readonly is: UnknownKeys;
  /**
   * The meaning of an entry, with its defaults; null if it is invalid. Entries with the same effect count as unchanged.
   */
  readonly effect: (entry: UnknownKeys) => unknown;
}

/** A value of one key; undefined: the key is not written. */
interface Difference {
  readonly path: Path;
  readonly was: unknown;
  readonly is: unknown;
}

/**
 * The settings in which head's config differs from base's, limits aside. They cover the settings of base's `subjects`
 * and of their servers, the build, and the time and confidence of measuring. The configs are compared as written: no
 * value of the environment is compared or shown. A different spelling with the same effect is no difference, such as an
 * explicit default. Settings that only head's config has don't count either. Pure.
 */
export function changedSettings(
  base: WrittenPlan,
  head: WrittenPlan,
  subjects: readonly PlannedSubject[] = base.subjects,
): Relaxation[] {
  const entries = [
    ...sharedEntry(base, head),
    ...serverEntries(base, head, subjects),
    ...subjectEntries(base, head, subjects),
  ];
  return [
    ...changedFile(base, head),
    ...entries.flatMap((entry) => changesOf(entry, head)),
    ...changedMeasure(base, head, subjects),
  ];
}

const setting = (
  about: Pick<Relaxation, 'check' | 'subject'>,
  change: NonNullable<Relaxation['setting']>,
  source: Relaxation['source'],
): Relaxation => ({
  check: about.check,
  subject: about.subject,
  variant: null,
  metric: null,
  rule: 'setting',
  from: null,
  to: null,
  setting: change,
  source,
});

const WHOLE = { check: 'config', subject: 'config' } as const;

function changedFile({ config: from }: WrittenPlan, { config: to }: WrittenPlan): Relaxation[] {
  if (from === null || from === to) return [];
  return [setting(WHOLE, { key: 'file', from, to: to ?? 'none' }, to === null ? null : { file: to, line: 1 })];
}

/**
 * Keys that apply to all subjects, such as `install` and `build`. A first config changes nothing: base runs by it, too.
 */
function sharedEntry(base: WrittenPlan, head: WrittenPlan): Entry[] {
  if (base.config === null) return [];
  const shared = (tree: UnknownKeys) => Object.fromEntries(Object.entries(tree).filter(([key]) => isShared(key)));
  return [{ ...WHOLE, path: [], was: shared(base.tree), is: shared(head.tree), effect: (entry) => entry }];
}

/** The server of each base subject, paired with the server of the same subject in head, under whatever name. */
function serverEntries(base: WrittenPlan, head: WrittenPlan, subjects: readonly PlannedSubject[]): Entry[] {
  const effect = (entry: UnknownKeys) => {
    const { data } = server.safeParse(entry);
    return data === undefined ? null : resolveServer(data);
  };
  const pairs = subjects.flatMap(({ check, subject }) => {
    if (subject.server === null) return [];
    const same = head.subjects.find((one) => one.check === check && one.subject.name === subject.name);
    return [[subject.server, same?.subject.server ?? subject.server] as const];
  });
  const once = new Map(pairs.map((pair) => [JSON.stringify(pair), pair]));
  return [...once.values()].flatMap(([was, is]) =>
    entryAt({ check: 'servers', subject: is, path: ['servers', is], effect }, base, head, ['servers', was]),
  );
}

function subjectEntries(base: WrittenPlan, head: WrittenPlan, subjects: readonly PlannedSubject[]): Entry[] {
  const names = Map.groupBy(subjects, ({ check, subject }) => JSON.stringify([check, subject.name]));
  return [...names.values()].flatMap(([first]) => {
    const { check, subject } = first as PlannedSubject;
    const schema = subjectSchema(check);
    const effect = (entry: UnknownKeys) => schema.safeParse(entry).data ?? null;
    return entryAt({ check, subject: subject.name, path: [check, subject.name], effect }, base, head);
  });
}

/** Empty if either config lacks the entry. */
function entryAt(
  about: Omit<Entry, 'was' | 'is'>,
  base: WrittenPlan,
  head: WrittenPlan,
  pathOfBase: Path = about.path,
): Entry[] {
  const valueAt = (path: Path, { tree }: WrittenPlan) =>
    path.reduce((value: unknown, key) => (isObject(value) ? at(value, String(key)) : undefined), tree);
  const [was, is] = [valueAt(pathOfBase, base), valueAt(about.path, head)];
  return isObject(was) && isObject(is) ? [{ ...about, was, is }] : [];
}

const at = (keys: UnknownKeys, key: string): unknown => (Object.hasOwn(keys, key) ? keys[key] : undefined);

function changesOf({ was, is, effect, path, ...about }: Entry, head: WrittenPlan): Relaxation[] {
  const [before, after] = [was, is].map((entry) => defaultsOf(effect(entry)));
  return differences({ path: [], was, is }, effect).map((found) => {
    const key = found.path.join('.');
    const texts = settingTexts(found.path, found.was ?? before?.(found.path), found.is ?? after?.(found.path));
    return setting(about, { key: clean(key, 200), ...texts }, head.general.positionOf([...path, ...found.path]));
  });
}

/**
 * Head's values that make a difference when put into base's entry one at a time. Keys within a value are compared one
 * by one.
 */
function differences({ path, was, is }: Difference, effect: (value: UnknownKeys) => unknown): Difference[] {
  if (!isObject(was) || !isObject(is)) return [{ path, was, is }];
  const found = [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key): Difference[] => {
    if (path.length === 0 && LIMITS.includes(key)) return [];
    const inner = { path: [...path, key], was: at(was, key), is: at(is, key) };
    const put = (value: unknown) => effect(withKey(was, key, value));
    const [old, swapped] = [put(inner.was), put(inner.is)];
    if (isDeepStrictEqual(inner.was, inner.is) || (swapped !== null && isDeepStrictEqual(old, swapped))) return [];
    return differences(inner, put);
  });
  return found.length > 0 || path.length === 0 ? found : [{ path, was, is }];
}

const withKey = (keys: UnknownKeys, key: string, value: unknown): UnknownKeys => {
  const others = Object.entries(keys).filter(([one]) => one !== key);
  return Object.fromEntries(value === undefined ? others : [...others, [key, value]]);
};

/** The default of an unwritten key, if the parsed entry has it under the same name. */
function defaultsOf(parsed: unknown): (path: Path) => unknown {
  return ([key = '', ...inner]) => {
    if (inner.length > 0 || !isObject(parsed)) return undefined;
    const durationMs = at(parsed, `${key}Ms`);
    if (typeof durationMs === 'number') return `${durationMs / 1_000} s`;
    if (key === 'inspect') return 'on';
    return isShared(String(key)) || key === 'database' ? 'default' : at(parsed, String(key));
  };
}

/** Changes of `measure`, including the rounds of each check that base has. Defaults count. */
function changedMeasure(base: WrittenPlan, head: WrittenPlan, subjects: readonly PlannedSubject[]): Relaxation[] {
  if (base.config === null) return [];
  const checks = [...new Set(subjects.map(({ check }) => check))];
  const paths = [...checks.map((check) => ['rounds', check]), ['time'], ['confidence']];
  const isSameTime = base.measure.isTimeWritten && base.measure.timeMs === head.measure.timeMs;
  return paths.flatMap((path) => {
    const [from, to] = [measureText(base, path), measureText(head, path)];
    if (from === to || (path[0] === 'time' && isSameTime && head.measure.isTimeWritten)) return [];
    const source = head.general.positionOf(['measure', ...path]);
    return [setting({ check: 'measure', subject: 'measure' }, { key: path.join('.'), from, to }, source)];
  });
}

function measureText({ measure, tree }: WrittenPlan, [key, check = '']: readonly string[]): string {
  if (key === 'rounds') return String(measure.rounds[check] ?? 1);
  if (key === 'confidence') return `${Number((measure.confidence * 100).toFixed(6))} %`;
  const written = isObject(tree.measure) ? tree.measure : {};
  return measure.isTimeWritten ? String(written.time) : 'default';
}
