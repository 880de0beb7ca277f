import type { Unit } from '../../model/metric.ts';
import type { ReportFinding } from '../../model/report.ts';
import { code, figure, joined, joinedFirst, type Sentence, say, trusted, untrusted } from '../../text/inline.ts';
import { counted, difference, quantity } from '../../text/quantity.ts';
import {
  amount,
  at,
  type CheckWords,
  codeOr,
  inner,
  growth as rawGrowth,
  text,
  texts,
  type Words,
} from '../finding-text.ts';
import { fixFacts } from './fix-facts.ts';
import { mapsLine } from './maps-line.ts';

/** Texts for the causes of a bundle's growth. */

/** `lodash 4.17.21`, `lodash 4.17.20 → 4.17.21`. */
function thing(finding: ReportFinding): Sentence {
  const [from, version] = [text(finding, 'from'), text(finding, 'version')];
  const versions = version === null ? [] : from === null ? say` ${version}` : say` ${from} → ${version}`;
  return [codeOr(text(finding, 'name'), 'a package'), ...versions];
}

/** Estimates are rounded to two digits. */
const twoDigits = (bytes: number): string => quantity(Number(bytes.toPrecision(2)), 'B');

/** In the unit of the table; null if only bytes without compression are known. */
function inTable({ evidence }: ReportFinding): number | null {
  const { compressed, compression } = evidence;
  return typeof compressed === 'number' && Number.isFinite(compressed) && compression !== 'none' ? compressed : null;
}

/** `+71 kB `, with the space that follows it. */
function growth(finding: ReportFinding, unit: Unit | null): Sentence {
  const bytes = inTable(finding);
  if (bytes === null) return rawGrowth(finding, unit);
  return bytes === 0 ? [] : say`${figure(difference(bytes, 'B'))} `;
}

/** Remarks on the figure, in brackets at the end. */
function remarks(finding: ReportFinding): Sentence {
  const { code: what, location, evidence } = finding;
  const all = [
    ...(what === 'bundle.package-duplicated' && location !== null ? [say`through ${code(location)}`] : []),
    ...(evidence.minified === false ? [[trusted('before minification')]] : []),
  ];
  return all.length === 0 ? [] : say` (${joined(all)})`;
}

function transitive(finding: ReportFinding): Sentence {
  const names = texts(finding, 'brings');
  const count = amount(inner(finding, 'brought'), 'packages') ?? names.length;
  if (names.length === 0) return [];
  const named = names.map((name) => [code(name)]);
  return say`, which brings ${joinedFirst(named, count > 3 ? 2 : 3, { count, last: ' and ' })}`;
}

const TIMES = ['', '', 'twice', 'three times', 'four times'];

function duplicated(finding: ReportFinding): Sentence {
  const versions = texts(finding, 'versions');
  const { copies } = finding.evidence;
  const count = Math.max(versions.length, Array.isArray(copies) ? copies.length : 0);
  const times = TIMES[count] || 'several times';
  const named = joined(
    versions.slice(0, 5).map((version) => [untrusted(version)]),
    ', ',
    ' and ',
  );
  return say`${thing(finding)} ${trusted(times)}${named.length > 0 ? trusted(', ') : []}${named}`;
}

/** For a package that is in more files than before. */
function inMoreFiles(finding: ReportFinding): Sentence {
  const files = inner(finding, 'files');
  const [base, head] = [amount(files, 'base'), amount(files, 'head')];
  return base === null || head === null || head <= base ? [] : say`, now in ${trusted(counted(head, 'file'))}`;
}

function moduleGrew(finding: ReportFinding): Sentence {
  const name = codeOr(text(finding, 'name') ?? finding.location, 'a module');
  const modules = amount(finding, 'modules');
  return modules === null ? [name] : say`in ${trusted(counted(modules, 'small module'))} of ${name}`;
}

const inlined = ({ evidence }: ReportFinding): Sentence => (evidence.inlined === true ? say`, as a data URL` : []);

function moved(finding: ReportFinding): Sentence {
  const pages = amount(finding, 'entries') ?? 1;
  const more = pages > 1 ? say` and ${trusted(counted(pages - 1, 'more page'))}` : [];
  const modules = amount(finding, 'modules');
  const what =
    modules === null
      ? thing(finding)
      : say`${trusted(counted(modules, 'module'))} of ${codeOr(text(finding, 'name'), 'it')}`;
  return say`${what}, moved to the first load of ${codeOr(finding.location, 'a page')}${more}`;
}

function file(finding: ReportFinding): Sentence {
  const name = codeOr(finding.location, 'a file');
  const files = amount(finding, 'files');
  if (files !== null && finding.evidence.unmapped === true) {
    return say`in ${trusted(counted(files, 'file'))} of ${name}, outside of all modules`;
  }
  const named = files === null ? [name] : say`${trusted(counted(files, 'small file'))} in ${name}`;
  if (finding.evidence.unmapped === true) return say`${named}, outside of all modules`;
  if (finding.evidence.denser === true) return say`${named}, which compresses worse`;
  return say`${named}${at(', before it was ', text(finding, 'was'))}`;
}

function inlineMap(finding: ReportFinding): Sentence {
  const more = (amount(finding, 'files') ?? 1) - 1;
  return say`source map inside ${codeOr(finding.location, 'a file')}${more > 0 ? say` and ${trusted(counted(more, 'more file'))}` : []}`;
}

const bySize =
  (words: (finding: ReportFinding) => Sentence): Words =>
  (finding, unit) =>
    say`${growth(finding, unit)}${words(finding)}${remarks(finding)}`;

const findings: CheckWords['findings'] = {
  'bundle.package-new': bySize(
    (finding) => say`${thing(finding)}, new${at(', imported by ', finding.location)}${transitive(finding)}`,
  ),
  'bundle.package-grew': bySize(
    (finding) =>
      say`${thing(finding)}${at(', before it was ', text(finding, 'was'))}${at(', imported by ', finding.location)}${inMoreFiles(finding)}`,
  ),
  'bundle.package-imported': (finding) =>
    say`${thing(finding)} is imported${at(' by ', finding.location)}, and was not before (its size is unknown without source maps)`,
  'bundle.package-duplicated': bySize(duplicated),
  'bundle.module-new': bySize((finding) => say`${moduleGrew(finding)}, new${inlined(finding)}`),
  'bundle.module-grew': bySize((finding) => say`${moduleGrew(finding)}${inlined(finding)}`),
  'bundle.module-moved': bySize(moved),
  'bundle.inline-map': bySize(inlineMap),
  'bundle.file-new': bySize((finding) => say`${file(finding)}, new`),
  'bundle.file-grew': bySize(file),
  'bundle.rest': bySize((finding) => {
    const shrank = texts(finding, 'shrank').slice(0, 3);
    return say`elsewhere${shrank.length > 0 ? say`, above all in ${joined(shrank.map((name) => [code(name)]))}` : []}`;
  }),
  'bundle.fills': (finding) =>
    say`${largest(finding)} ${trusted(texts(finding, 'largest').length === 1 ? 'fills' : 'fill')} the budget that base is over as well`,
  'bundle.largest-file': (finding) =>
    say`${codeOr(finding.location, 'a file')} is the largest file of ${codeOr(finding.metric, 'the glob')}${at(', and consists above all of ', texts(finding, 'largest')[0] ?? null)}`,
};

/** `moment 68 kB, lodash 24 kB` */
function largest(finding: ReportFinding): Sentence {
  const { sizes } = finding.evidence;
  const bytes = (index: number): unknown => (Array.isArray(sizes) ? sizes[index] : null);
  return joined(
    texts(finding, 'largest').map((name, index) => {
      const size = bytes(index);
      return say`${code(name)}${typeof size === 'number' ? say` ${figure(quantity(size, 'B'))}` : []}`;
    }),
    ', ',
    ' and ',
  );
}

/** `: up to −68 kB`, the savings of a fix. */
const saves = (finding: ReportFinding, before: string): Sentence => {
  const bytes = amount(finding, 'saves');
  const { current, target } = finding;
  const [grew, compressed] = [(current ?? 0) - (target ?? 0), inTable(finding)];
  const ratio = compressed === null || grew <= 0 ? 1 : Math.max(0, Math.min(1, compressed / grew));
  return bytes === null ? [] : say`${trusted(before)}${figure(`−${twoDigits(bytes * ratio)}`)}`;
};

/** `, or use ofetch instead, as module-replacements recommends` */
const alternative = (finding: ReportFinding): Sentence => {
  const name = text(finding, 'alternative');
  return name === null ? [] : say`, or use ${code(name)} instead, as ${code('module-replacements')} recommends`;
};

/** Whether it is about the project's own code, which is not imported as a whole. */
const isOwn = ({ code: what }: ReportFinding): boolean => what === 'bundle.module-new' || what === 'bundle.module-grew';

const less = (finding: ReportFinding) => trusted(isOwn(finding) ? 'leave out what is not needed' : 'import less of it');

/** Each a sentence without its full stop. */
const fixes: CheckWords['fixes'] = {
  'import-one-function': (finding) => {
    const form = text(finding, 'form');
    return say`Import only the functions that are used${form === null ? [] : say` (${code(form)})`}${saves(finding, ': up to ')}${alternative(finding)}`;
  },
  'align-versions': (finding) => say`Align the versions${saves(finding, ': about ')}`,
  'load-later': (finding) =>
    isOwn(finding)
      ? say`Load later what the page does not need at once`
      : say`Load it when it is needed${alternative(finding)}`,
  'import-less': (finding) => say`It is loaded later already: ${less(finding)}${alternative(finding)}`,
  'leave-out': (finding) => say`It is too small to load later: ${less(finding)}${alternative(finding)}`,
  'split-own-code': (finding) =>
    say`Split ${codeOr(text(finding, 'own'), 'your code')} by page or feature, and load later what a page does not need at once`,
  'set-budget': () => say`Set a budget of your own that it fits`,
  'check-bundler-config': () => say`Look for a banner, a polyfill or data that the bundler's config adds`,
  'load-largest-later': (finding) =>
    say`Load ${codeOr(text(finding, 'later') ?? texts(finding, 'largest')[0] ?? null, 'the largest')} when it is needed`,
  'keep-version': (finding) => {
    const from = text(finding, 'from');
    const bytes = inTable(finding) ?? (finding.current ?? 0) - (finding.target ?? 0);
    return say`Keep ${from === null ? 'the version' : [trusted('version '), untrusted(from)]}, which was ${figure(twoDigits(Math.max(0, bytes)))} smaller${alternative(finding)}`;
  },
  'write-source-maps': (finding) =>
    say`Source maps (${mapsLine(text(finding, 'tool')) ?? code('hidden')}) show what it is made of`,
  'remove-unused-styles': () => say`Leave out the rules that no page uses`,
  'hidden-source-map': () => say`Write source maps to files of their own (${code('hidden')})`,
  'replace-package': (finding) => say`${codeOr(text(finding, 'replacement'), 'A smaller one')} does the same for less`,
  'modern-image-format': () => say`AVIF or WebP is smaller`,
  'compress-image': () => say`Compress it`,
  'subset-font': () => say`Subset it to the characters that the pages use`,
  'move-inlined': () => say`Move what is inlined (scripts, styles, data) to files that browsers cache, or leave it out`,
  'ship-less': () =>
    say`If no visitor downloads it, leave it out of the folder or name it under ${code('exclude')}; else load it when it is needed`,
  'ship-woff2': () => say`WOFF2 is smaller`,
  'ship-as-file': () => say`Ship it as a file of its own`,
};

const gotWorse: CheckWords['gotWorse'] = ({ change, unit, metric, label }, { amount }) => {
  if (unit !== 'B' || change === null || change.absolute === 0) return null;
  const what = metric === 'total' ? say` in total` : say` ${label}`;
  return say`ships ${amount} ${trusted(change.absolute > 0 ? 'more' : 'less')}${what}`;
};

export const bundleWords: CheckWords = { findings, fixes, fixFacts, gotWorse };
