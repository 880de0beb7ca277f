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

/** A part of both configs, as their authors wrote it. */
interface Entry {
  readonly check: string;
  readonly subject: string;
  /** Where it stands in head's config. */
  readonly path: Path;
  readonly was: UnknownKeys;
  readonly is: UnknownKeys;
  /** What an entry means with its defaults; null if it is not valid. Entries of the same effect count as unchanged. */
  readonly effect: (entry: UnknownKeys) => unknown;
}

/** A value of one key; undefined: the key is not written. */
interface Difference {
  readonly path: Path;
  readonly was: unknown;
  readonly is: unknown;
}

/**
 * The settings in which head's config differs from base's, limits aside: how `subjects` of base are measured, the servers
 * that they use, how a commit is built, and how long and how surely everything is measured. The configs are compared as
 * written: no value of the environment is compared or shown. What comes to the same is no difference, such as a default
 * that is written out. What only head's config has is none either. Pure.
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

/** `install`, `build` and whatever else holds for all subjects. A first config changes nothing: base is run by it, too. */
function sharedEntry(base: WrittenPlan, head: WrittenPlan): Entry[] {
  if (base.config === null) return [];
  const shared = (tree: UnknownKeys) => Object.fromEntries(Object.entries(tree).filter(([key]) => isShared(key)));
  return [{ ...WHOLE, path: [], was: shared(base.tree), is: shared(head.tree), effect: (entry) => entry }];
}

/** The server of each of base's subjects, with the one that the same subject has in head, whatever the name there. */
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

/** Nothing if one of the configs has no such entry. */
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

/** The values of head that make a difference, each put into base's entry alone. Keys within a value are compared one by one. */
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

/** The default of a key that is not written, as far as the parsed entry has it under the key's name. */
function defaultsOf(parsed: unknown): (path: Path) => unknown {
  return ([key = '', ...inner]) => {
    if (inner.length > 0 || !isObject(parsed)) return undefined;
    const durationMs = at(parsed, `${key}Ms`);
    if (typeof durationMs === 'number') return `${durationMs / 1_000} s`;
    if (key === 'inspect') return 'on';
    return isShared(String(key)) || key === 'database' ? 'default' : at(parsed, String(key));
  };
}

/** Base's and head's `measure`, with the rounds of each check that base has. Defaults count. */
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
