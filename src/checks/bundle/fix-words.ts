import type { ReportFinding } from '../../model/report.ts';
import { code, figure, type Sentence, say, trusted, untrusted } from '../../text/inline.ts';
import { quantity } from '../../text/quantity.ts';
import { type CheckWords, codeOr, text, texts } from '../finding-text.ts';
import { grownBytes, savedBytes } from './compressed-growth.ts';
import { mapsLine } from './maps-line.ts';

/** Words for what can be done about a bundle's growth. */

/** Estimates are rounded to two digits. */
const twoDigits = (bytes: number): string => quantity(Number(bytes.toPrecision(2)), 'B');

/** `: up to −68 kB`, the savings of a fix. */
const saves = (finding: ReportFinding, before: string): Sentence => {
  const bytes = savedBytes(finding);
  return bytes === null ? [] : say`${trusted(before)}${figure(`−${twoDigits(bytes)}`)}`;
};

/** `, or use ofetch instead, as module-replacements recommends` */
const alternative = (finding: ReportFinding): Sentence => {
  const name = text(finding, 'alternative');
  return name === null ? [] : say`, or use ${code(name)} instead, as ${code('module-replacements')} recommends`;
};

/** Whether it is about the project's own code, which is not imported as a whole. */
const isOwn = ({ code: what }: ReportFinding): boolean => what === 'bundle.module-new' || what === 'bundle.module-grew';

const less = (finding: ReportFinding) => trusted(isOwn(finding) ? 'leave out what is not needed' : 'import less of it');

export const NO_SIDE_EFFECTS = '"sideEffects": false';

/** Each a sentence without its full stop. */
export const fixes: CheckWords['fixes'] = {
  'import-one-function': (finding) => {
    const form = text(finding, 'form');
    return say`Import only the functions that are used${form === null ? [] : say` (${code(form)})`}${saves(finding, ': up to ')}${alternative(finding)}`;
  },
  'restore-side-effects': () => say`Put ${code(NO_SIDE_EFFECTS)} back into package.json`,
  'allow-tree-shaking': (finding) => {
    const flag = say`, or write ${code(NO_SIDE_EFFECTS)} into package.json if nothing must run on import`;
    return say`Move what runs when ${codeOr(text(finding, 'name'), 'it')} loads into a function, or mark the call as ${code('/* @__PURE__ */')}${finding.evidence.sideEffects === 'none' ? [] : flag}`;
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
    return say`Keep ${from === null ? 'the version' : [trusted('version '), untrusted(from)]}, which was ${figure(twoDigits(grownBytes(finding)))} smaller${alternative(finding)}`;
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
