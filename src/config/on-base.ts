import { isDeepStrictEqual } from 'node:util';
import { checkOf } from '../checks/index.ts';
import type { Plan, PlannedServer, PlannedSubject } from '../model/plan.ts';

/**
 * The plan by which base is measured: head's subjects and limits, and base's own commands, servers and output folders as
 * far as its config has them. Without a config of base's, head's hold there too. Subjects keep their order. Pure.
 *
 * @param base the plan of base's own config; null if there is none, or none that can be used
 * @param moved those of head's subjects whose place base was found to have elsewhere
 */
export function onBase<P extends Plan>(head: P, base: Plan | null, moved: readonly PlannedSubject[] = []): P {
  if (base === null) return head;
  const { install, build } = base.config === null ? head : base;
  const servers = Object.entries(head.servers).map(([name, server]) => [name, serverOnBase(name, server, head, base)]);
  // Those behind base's own servers may have names of their own.
  const others = Object.entries(base.servers).filter(([name]) => !Object.hasOwn(head.servers, name));
  const subjects = head.subjects.map((planned) => subjectOnBase(planned, base, moved.includes(planned)));
  return { ...head, install, build, servers: Object.fromEntries([...servers, ...others]), subjects };
}

type Planned = Pick<PlannedSubject, 'source'>;

/** A detected base subject never overrides one that head's config names. */
const says = (base: Planned, head: Planned): boolean => base.source !== null || head.source === null;

/** An address belongs to no commit: head's config has those of both sides. */
function serverOnBase(name: string, head: PlannedServer, plan: Plan, base: Plan): PlannedServer {
  const own = new Map(Object.entries(base.servers));
  const found = own.get(name) ?? own.get(renamedFrom(name, plan, base) ?? name);
  if (found === undefined || !says(found, head)) return head;
  return head.settings.kind === 'url' || found.settings.kind === 'url' ? head : found;
}

/** The name of a server in base's config, if all subjects that base has of its subjects are on that one there. */
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

/** Base's own settings, as a reader would write them. */
interface OwnSetting {
  /** Path in the config: `servers.api.start`. */
  readonly key: string;
  readonly base: string;
  readonly head: string;
}

/** Where the plan by which base is measured differs from head's. */
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
