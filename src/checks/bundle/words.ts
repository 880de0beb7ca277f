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
import { compressedGrowth } from './compressed-growth.ts';
import { fixes, NO_SIDE_EFFECTS } from './fixes.ts';

/** Words for the causes of a bundle's growth. */

/** `lodash 4.17.21`, `lodash 4.17.20 → 4.17.21`. */
function thing(finding: ReportFinding): Sentence {
  const [from, version] = [text(finding, 'from'), text(finding, 'version')];
  const versions = version === null ? [] : from === null ? say` ${version}` : say` ${from} → ${version}`;
  return [codeOr(text(finding, 'name'), 'a package'), ...versions];
}

/** `+71 kB `, with the space that follows it. */
function growth(finding: ReportFinding, unit: Unit | null): Sentence {
  const bytes = compressedGrowth(finding);
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
    say`${largest(finding)} ${trusted(texts(finding, 'largest').length === 1 ? 'fills' : 'fill')} the budget${trusted(finding.evidence.isNew === true ? '' : ' that base is over as well')}`,
  'bundle.not-tree-shaken': (finding) =>
    say`it does not tree-shake${finding.evidence.sideEffects === 'gone' ? say`, since ${code(NO_SIDE_EFFECTS)} is gone from package.json` : []}: ${staying(finding)}`,
  'bundle.largest-file': (finding) =>
    say`${codeOr(finding.location, 'a file')} is the largest file of ${codeOr(finding.metric, 'the glob')}${at(', and consists above all of ', texts(finding, 'largest')[0] ?? null)}`,
};

/** `src/locale.js and 2 more modules stay whatever is imported (line 3: register('en'))` */
function staying(finding: ReportFinding): Sentence {
  const [line, statement, more] = [amount(finding, 'line'), text(finding, 'statement'), amount(finding, 'more')];
  const others = more === null ? [] : say` and ${trusted(counted(more, 'more module'))}`;
  const what = statement === null ? [] : say`: ${code(statement)}`;
  const why = line === null ? [] : say` (line ${trusted(String(line))}${what})`;
  return say`${codeOr(text(finding, 'name'), 'a module')}${others} ${trusted(more === null ? 'stays' : 'stay')} whatever is imported${why}`;
}

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

const gotWorse: CheckWords['gotWorse'] = ({ change, unit, metric, label }, { amount }) => {
  if (unit !== 'B' || change === null || change.absolute === 0) return null;
  const what = metric === 'total' ? say` in total` : say` ${label}`;
  return say`ships ${amount} ${trusted(change.absolute > 0 ? 'more' : 'less')}${what}`;
};

export const bundleWords: CheckWords = { findings, fixes, gotWorse };
