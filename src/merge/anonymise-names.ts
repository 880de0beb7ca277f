import { checks } from '../checks/index.ts';
import type { Metric } from '../model/metric.ts';
import type { Decisive, PlannedSubject } from '../model/plan.ts';
import { type PrintedKey, printed, readKey } from '../model/printed-key.ts';
import { nameId, type SubjectKey, subjectId, subjectKey, wholeOf } from '../model/subject.ts';
import { freeName } from '../text/free-name.ts';
import { isRelativePath } from '../text/showable-names.ts';

/** The names that a stranger's report may show: those of the plan. Numbers replace all other names. */
export interface StandIns {
  /** The key under which to show an entry; null if the plan can't have such an entry. */
  keyOf(entry: PrintedKey): SubjectKey | null;
  /** The subject's name to show; null if its check is unknown. */
  nameOf(entry: Pick<SubjectKey, 'check' | 'subject'>): string | null;
  /** A metric of the plan's subject or of the check; null if neither has it. */
  metricOf(entry: PrintedKey & { readonly metric: string }): Metric | null;
  /** The number of subjects with a number for a name. */
  unnamedSubjects(): number;
  /** The number of parts with a number for a name, in checks whose metrics have noise. */
  unnamedInteractions(): number;
  /** Stand-ins for paths that a build made. */
  paths(): ReadonlyMap<string, string>;
}

const DEVICES: readonly (string | null)[] = [null, 'mobile', 'desktop'];

export function standInsFor({ subjects }: Pick<Decisive, 'subjects'>): StandIns {
  const planned = Map.groupBy(subjects, (one) => nameId(subjectKey(one)));
  const byKey = new Map(subjects.map((one) => [subjectId(subjectKey(one)), one]));
  const names = new Set(subjects.map(({ subject }) => subject.name));
  const subjectNames = new Map<string, string>();
  let numbered = 0;
  let interactions = 0;
  const partNames = new Map<string, string>();
  const partsInPlan = new Map<PlannedSubject, ReadonlySet<string>>();
  const paths = new Map<string, string>();
  const metrics = new Map(checks.flatMap(({ id, metrics }) => metrics.map((one) => [`${id} ${one.id}`, one])));

  function nameOf({ check, subject }: Pick<SubjectKey, 'check' | 'subject'>): string | null {
    const of = checks.find((one) => one.id === check);
    if (of === undefined) return null;
    const id = nameId({ check, subject });
    if (planned.has(id)) return subject;
    const known = subjectNames.get(id);
    if (known !== undefined) return known;
    const isOurs = subject === of.settings.detectedName && !names.has(subject);
    const name = isOurs ? subject : numberedName(check, subjectNames.size + 1);
    names.add(name);
    subjectNames.set(id, name);
    return name;
  }

  function numberedName(check: string, first: number): string {
    numbered++;
    return freeName(
      `${check} ${first}`,
      (name) => names.has(name),
      (_, count) => `${check} ${first + count - 1}`,
    );
  }

  function partOf(key: SubjectKey, part: string): string {
    const of = byKey.get(subjectId(wholeOf(key)));
    if (of !== undefined) {
      const inPlan = partsInPlan.get(of) ?? configParts(of);
      partsInPlan.set(of, inPlan);
      if (inPlan.has(part)) return part;
    }
    const id = subjectId({ ...wholeOf(key), part });
    const known = partNames.get(id);
    if (known !== undefined) return known;
    const name = `part ${partNames.size + 1}`;
    partNames.set(id, name);
    if (!hasExactMetrics(key.check)) interactions++;
    if (isRelativePath(part)) paths.set(name, part);
    return name;
  }

  return {
    nameOf,
    keyOf(entry) {
      const key = readKey(entry);
      const subject = nameOf(key);
      const variants = planned.get(nameId(key))?.map((one) => one.subject.variant) ?? DEVICES;
      if (subject === null || !(variants.includes(key.variant) || DEVICES.includes(key.variant))) return null;
      const part = key.part === null ? null : partOf(key, key.part);
      return printed({ check: key.check, subject, variant: key.variant, part });
    },
    metricOf(entry) {
      const of = byKey.get(subjectId(wholeOf(readKey(entry))));
      const inPlan = of?.metrics.find(({ metric }) => metric.id === entry.metric)?.metric;
      return inPlan ?? metrics.get(`${entry.check} ${entry.metric}`) ?? null;
    },
    unnamedSubjects: () => numbered,
    unnamedInteractions: () => interactions,
    paths: () => paths,
  };
}

const hasExactMetrics = (check: string): boolean =>
  checks.find(({ id }) => id === check)?.metrics.every(({ kind }) => kind === 'exact') === true;

const configParts = ({ check, subject }: PlannedSubject): ReadonlySet<string> =>
  new Set(checks.find(({ id }) => id === check)?.settings.parts?.(subject.settings) ?? []);
