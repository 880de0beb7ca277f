import { isDeepStrictEqual } from 'node:util';
import { checkOf } from '../checks/index.ts';
import type { Plan, PlannedServer, PlannedSubject } from '../model/plan.ts';

/**
 * The plan by which base is measured. It has head's subjects and limits, with base's own commands, servers and output
 * folders if its config has them. Without a config of base, all of it is head's. Subjects keep their order. Pure.
 *
 * @param base the plan of base's own config; null if there is no usable one
 * @param moved head's subjects whose output was found elsewhere on base
 */
export function onBase<P extends Plan>(head: P, base: Plan | null, moved: readonly PlannedSubject[] = []): P {
  if (base === null) return head;
  const { install, build } = base.config === null ? head : base;
  const servers = Object.entries(head.servers).map(([name, server]) => [name, serverOnBase(name, server, head, base)]);
  // Servers behind base's own servers may have other names.
  const others = Object.entries(base.servers).filter(([name]) => !Object.hasOwn(head.servers, name));
  const subjects = head.subjects.map((planned) => subjectOnBase(planned, base, moved.includes(planned)));
  return { ...head, install, build, servers: Object.fromEntries([...servers, ...others]), subjects };
}

type Planned = Pick<PlannedSubject, 'source'>;

/** Whether base's entry applies: a detected base subject never overrides one that head's config names. */
const says = (base: Planned, head: Planned): boolean => base.source !== null || head.source === null;

/** Addresses do not depend on the commit: head's config has the addresses of both sides. */
function serverOnBase(name: string, head: PlannedServer, plan: Plan, base: Plan): PlannedServer {
  const own = new Map(Object.entries(base.servers));
  const found = own.get(name) ?? own.get(renamedFrom(name, plan, base) ?? name);
  if (found === undefined || !says(found, head)) return head;
  return head.settings.kind === 'url' || found.settings.kind === 'url' ? head : found;
}

/** The server's name in base's config, if all of its subjects that base has use one server there; else null. */
function renamedFrom(name: string, head: Plan, base: Plan): string | null {
  const users = head.subjects.filter(({ subject }) => subject.server === name);
  const names = new Set(users.flatMap((planned) => inBase(planned, base)?.subject.server ?? []));
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

function subjectOnBase(planned: PlannedSubject, base: Plan, isMoved: boolean): PlannedSubject {
  const { check, subject } = planned;
  const found = isMoved ? base.subjects.find((one) => one.check === check) : inBase(planned, base);
  const own = checkOf(check).settings.onBase;
  if (found === undefined || own === undefined || !(isMoved || says(found, planned))) return planned;
  return { ...planned, subject: { ...subject, settings: own(subject.settings, found.subject.settings) } };
}

const inBase = ({ check, subject }: PlannedSubject, { subjects }: Plan): PlannedSubject | undefined =>
  subjects.find((one) => one.check === check && one.subject.name === subject.name);

/** A setting in which base differs from head, in a user's spelling. */
interface OwnSetting {
  /** Path in the config: `servers.api.start`. */
  readonly key: string;
  readonly base: string;
  readonly head: string;
}

/** The settings in which the plan for base differs from head's. */
export function ownSettings(head: Plan, base: Plan): OwnSetting[] {
  const servers = Object.entries(head.servers).flatMap(([name, { settings }]) =>
    differences(`servers.${name}.`, settings, base.servers[name]?.settings ?? settings),
  );
  const subjects = head.subjects.flatMap(({ check, subject }, index) =>
    differences(`${check}.${subject.name}.`, subject.settings, base.subjects[index]?.subject.settings),
  );
  const commands = ({ install, build }: Plan) => ({ install, build });
  return [...differences('', commands(head), commands(base)), ...servers, ...subjects];
}

function differences(path: string, head: unknown, base: unknown): OwnSetting[] {
  const of = new Map(Object.entries(head ?? {}));
  return Object.entries(base ?? {}).flatMap(([key, value]) =>
    isDeepStrictEqual(value ?? null, of.get(key) ?? null)
      ? []
      : [{ key: `${path}${key}`, base: written(value), head: written(of.get(key)) }],
  );
}

function written(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? 'not set' : JSON.stringify(value);
}
