import type { Failure, Measurements } from '../model/measurements.ts';
import type { Side, SubjectKey } from '../model/subject.ts';
import { sameSubject } from '../model/subject.ts';
import type { LostFile } from '../model/visit.ts';
import { logicalName } from '../text/hashed-name.ts';

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
    const vital = { base: lost.base.filter(isVital), head: lost.head.filter(isVital) };
    const alone = { base: beyond(vital.base, vital.head), head: beyond(vital.head, vital.base) };
    const side = alone.head.length > 0 ? 'head' : 'base';
    if (alone[side].length > 0 && visits.base.length > 0 && visits.head.length > 0) {
      const ofSide = samples.filter((one) => one.side === side && sameSubject(one, key));
      failures.push({
        ...key,
        side,
        round: Math.max(0, ...ofSide.map(({ round }) => round)),
        code: 'page-failed',
        message: words(alone[side]),
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

const pathOf = ({ file }: LostFile): string => file.split(/[?#]/, 1)[0] ?? file;

/** The files that at least half of the visits lost. A query may differ on every visit, so it is left out where it does. */
function mostlyLost(visits: readonly (readonly LostFile[])[]): LostFile[] {
  const ofVisits = visits.flatMap((lost) => [...new Map(lost.map((one) => [pathOf(one), one])).values()]);
  return [...Map.groupBy(ofVisits, pathOf)].flatMap(([path, [first, ...others]]) => {
    if (first === undefined || 2 * (1 + others.length) < visits.length) return [];
    return [others.every(({ file }) => file === first.file) ? first : { ...first, file: path }];
  });
}

/** What one side lost and the other did not. A content hash makes no other file, but two chunks may differ in nothing else. */
function beyond(files: readonly LostFile[], others: readonly LostFile[]): LostFile[] {
  const left = others.map((one) => logicalName(pathOf(one)));
  return files.filter((one) => {
    const at = left.indexOf(logicalName(pathOf(one)));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
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
  const answer = (one: LostFile['status']) =>
    one === null ? 'not answered' : one < 400 ? 'answered with HTML' : `answered ${one}`;
  const isOne = answers.size === 1;
  const named = files.toSorted((a, b) => Number(b.isVital) - Number(a.isVital)).slice(0, MOST_NAMED);
  const names = named.map((one) => (isOne ? one.file : `${one.file} (${answer(one.status)})`));
  const more = files.length > named.length ? ` and ${files.length - named.length} more` : '';
  const what = isOne && status !== undefined ? answer(status) : 'answered with an error, or not at all';
  return `${files.length} of the page's own files ${files.length === 1 ? 'was' : 'were'} ${what}: ${names.join(', ')}${more}`;
}
