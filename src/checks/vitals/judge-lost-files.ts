import type { Side, Subject } from '../../model/subject.ts';
import { firstOf } from '../../text/first-of.ts';
import { logicalName } from '../../text/hashed-name.ts';
import type { Mismatch } from '../check.ts';
import type { LostFile, VitalsEvidence } from './evidence.ts';

const MOST_NAMED = 3;

type PageName = Pick<Subject<unknown>, 'name' | 'variant'>;
type Lost = Readonly<Record<Side, readonly LostFile[]>>;

/**
 * Judges a page's lost files, without which it is another page. If only head lost vital files, its figures mean
 * nothing, however good. If only base did, there is nothing to compare with. Files that both sides lost are noted.
 */
export function lostFiles(
  page: PageName,
  visits: Readonly<Record<Side, readonly Pick<VitalsEvidence, 'lost'>[]>>,
): Mismatch[] {
  const lost: Lost = { base: mostlyLost(visits.base), head: mostlyLost(visits.head) };
  const vital = { base: lost.base.filter(isVital), head: lost.head.filter(isVital) };
  const alone = { base: beyond(vital.base, vital.head), head: beyond(vital.head, vital.base) };
  const side = alone.head.length > 0 ? 'head' : 'base';
  const isOfOne = alone[side].length > 0 && visits.base.length > 0 && visits.head.length > 0;
  const effect = side === 'head' ? 'invalid' : 'not-compared';
  return [
    ...notesOn(page, lost),
    ...(isOfOne
      ? [{ effect, code: 'page-failed', message: words(alone[side]), hint: hintOnCase(alone[side]) ?? HINT } as const]
      : []),
  ];
}

const HINT =
  'A page without its own files is another page. Let the build write them, or the server answer them: for a served folder, see its `base-path` and `proxy`.';

const isVital = ({ isVital }: LostFile): boolean => isVital;

const pathOf = ({ file }: LostFile): string => file.split(/[?#]/, 1)[0] ?? file;

/** The files that at least half of the visits lost. If a file's query differs between visits, it is left out. */
function mostlyLost(visits: readonly Pick<VitalsEvidence, 'lost'>[]): LostFile[] {
  const ofVisits = visits.flatMap(({ lost }) => [...new Map(lost.map((one) => [pathOf(one), one])).values()]);
  return [...Map.groupBy(ofVisits, pathOf)].flatMap(([path, [first, ...others]]) => {
    if (first === undefined || 2 * (1 + others.length) < visits.length) return [];
    return [others.every(({ file }) => file === first.file) ? first : { ...first, file: path }];
  });
}

/**
 * Files that one side lost and the other side did not. Names are compared without content hashes. Two chunks may differ
 * in nothing else, so each name is counted.
 */
function beyond(files: readonly LostFile[], others: readonly LostFile[]): LostFile[] {
  const left = others.map((one) => logicalName(pathOf(one)));
  return files.filter((one) => {
    const at = left.indexOf(logicalName(pathOf(one)));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function notesOn({ name, variant }: PageName, { base, head }: Lost): Mismatch[] {
  const label = variant === null ? name : `${name}, ${variant}`;
  const of = (files: readonly LostFile[], where: string) =>
    files.length === 0 ? [] : [noted(`${label} (${where}): ${words(files)}`, hintOnCase(files) ?? hintOnData(files))];
  return words(base) === words(head) ? of(head, 'base and head') : [...of(head, 'head'), ...of(base, 'base')];
}

const noted = (message: string, hint: string | null): Mismatch => ({
  effect: 'noted',
  message,
  ...(hint !== null && { hint }),
});

/** Hints at a file that a laptop's disk finds in another case, but most hosts do not. */
function hintOnCase(files: readonly LostFile[]): string | null {
  const one = files.find(({ like }) => like !== undefined);
  return one?.like === undefined
    ? null
    : `The folder has ${one.like}: upper and lower case must be the same on most hosts`;
}

/**
 * Suggests a `proxy` if a page asks its static folder for data that a server answers in production; null if it does
 * not.
 */
function hintOnData(files: readonly LostFile[]): string | null {
  const data = files.find(({ isApi }) => isApi);
  if (data === undefined) return null;
  const prefix = /^\/[^/?#]+(?=\/)/.exec(data.file)?.[0] ?? pathOf(data);
  return `If a server answers ${pathOf(data)} in production, start it too, and put it behind the folder: \`proxy: { ${prefix}: NAME }\``;
}

/** `2 of the page's own files were answered 404: /a.js and /b.css`, vital files first. */
function words(files: readonly LostFile[]): string {
  const answers = new Set(files.map(({ status }) => status));
  const [status] = answers;
  const answer = (one: LostFile['status']) =>
    one === null ? 'not answered' : one < 400 ? 'answered with HTML' : `answered ${one}`;
  const isOne = answers.size === 1;
  const names = files
    .toSorted((a, b) => Number(b.isVital) - Number(a.isVital))
    .map((one) => (isOne ? one.file : `${one.file} (${answer(one.status)})`));
  const what = isOne && status !== undefined ? answer(status) : 'answered with an error, or not at all';
  return `${files.length} of the page's own files ${files.length === 1 ? 'was' : 'were'} ${what}: ${firstOf(names, MOST_NAMED)}`;
}
