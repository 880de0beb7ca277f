import type { Failure, Measurements } from '../model/measurements.ts';
import type { Side, SubjectKey } from '../model/subject.ts';
import { sameSubject } from '../model/subject.ts';
import type { LostFile } from '../model/visit.ts';

/** What each successful visit of a subject's side lost. */
export interface LostInVisits {
  readonly key: SubjectKey;
  readonly visits: Readonly<Record<Side, readonly (readonly LostFile[])[]>>;
}

const MOST_NAMED = 3;

/**
 * Judges what pages lost of their own files, which makes them other pages. Where only head lost files that it can't do
 * without, its figures say nothing, however good; where only base did, there is nothing to compare with. What both lost is
 * noted. Pure.
 */
export function withoutLosses<M extends Pick<Measurements, 'samples' | 'failures' | 'notes'>>(
  measurements: M,
  all: readonly LostInVisits[],
): M {
  let { samples } = measurements;
  const failures: Failure[] = [];
  const notes: string[] = [];
  for (const { key, visits } of all) {
    const lost = { base: mostlyLost(visits.base), head: mostlyLost(visits.head) };
    const vital = { base: lost.base.filter(isVital).length, head: lost.head.filter(isVital).length };
    if (vital.head !== vital.base && visits.base.length > 0 && visits.head.length > 0) {
      const side = vital.head > vital.base ? 'head' : 'base';
      const ofSide = samples.filter((one) => one.side === side && sameSubject(one, key));
      failures.push({
        ...key,
        side,
        round: Math.max(0, ...ofSide.map(({ round }) => round)),
        code: 'page-failed',
        message: words(lost[side].filter(isVital)),
        hint: HINT,
        retried: false,
      });
      if (side === 'base') samples = samples.filter((one) => !ofSide.includes(one));
    }
    notes.push(...notesOn(key, lost));
  }
  return {
    ...measurements,
    samples,
    failures: [...measurements.failures, ...failures],
    notes: [...notes, ...measurements.notes],
  };
}

const HINT =
  'A page without its own files is another page. Let the build write them, or the server answer them: for a served folder, see its `base-path` and `proxy`.';

const isVital = ({ isVital }: LostFile): boolean => isVital;

/** The files that at least half of the visits lost. */
function mostlyLost(visits: readonly (readonly LostFile[])[]): LostFile[] {
  const byName = Map.groupBy(visits.flat(), ({ file }) => file);
  return [...byName.values()].flatMap((ofFile) => (2 * ofFile.length >= visits.length ? ofFile.slice(0, 1) : []));
}

function notesOn(
  { subject, variant }: SubjectKey,
  { base, head }: Readonly<Record<Side, readonly LostFile[]>>,
): string[] {
  const label = variant === null ? subject : `${subject}, ${variant}`;
  const of = (files: readonly LostFile[], where: string) =>
    files.length === 0 ? [] : [`${label} (${where}): ${words(files)}.`];
  return words(base) === words(head) ? of(head, 'base and head') : [...of(head, 'head'), ...of(base, 'base')];
}

/** `2 of the page's own files were answered 404: /a.js and /b.css`, those that it can't do without first. */
function words(files: readonly LostFile[]): string {
  const answers = new Set(files.map(({ status }) => status));
  const [status] = answers;
  const answer = (one: LostFile['status']) => (one === null ? 'not answered' : `answered ${one}`);
  const isOne = answers.size === 1;
  const named = files.toSorted((a, b) => Number(b.isVital) - Number(a.isVital)).slice(0, MOST_NAMED);
  const names = named.map((one) => (isOne ? one.file : `${one.file} (${answer(one.status)})`));
  const more = files.length > named.length ? ` and ${files.length - named.length} more` : '';
  const what = isOne && status !== undefined ? answer(status) : 'answered with an error, or not at all';
  return `${files.length} of the page's own files ${files.length === 1 ? 'was' : 'were'} ${what}: ${names.join(', ')}${more}`;
}
