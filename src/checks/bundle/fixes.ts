import type { ReportFinding } from '../../model/report.ts';
import { code, figure, type Sentence, say, trusted, untrusted } from '../../text/inline.ts';
import { quantity } from '../../text/quantity.ts';
import { type CheckWords, codeOr, text, texts } from '../finding-text.ts';
import { type Fix, type Gain, growth } from '../gain.ts';
import { grownBytes, savedBytes } from './compressed-growth.ts';
import { mapsLine } from './maps-line.ts';

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

/** All that the finding grew by. */
const whole = (finding: ReportFinding, bound: Gain['bound'] = 'up-to') =>
  growth(finding.metric, grownBytes(finding), null, bound);

const saved =
  (bound: 'up-to' | 'about'): Fix['gain'] =>
  (finding) =>
    growth(finding.metric, savedBytes(finding), null, bound);

/** What can be done about a bundle's growth. */
export const fixes: CheckWords['fixes'] = {
  'import-one-function': {
    words: (finding) => {
      const form = text(finding, 'form');
      return say`Import only the functions that are used${form === null ? [] : say` (${code(form)})`}${saves(finding, ': up to ')}${alternative(finding)}`;
    },
    risk: 'default imports change their form',
    gain: saved('up-to'),
  },
  'restore-side-effects': {
    words: () => say`Put ${code(NO_SIDE_EFFECTS)} back into package.json`,
    risk: 'what must run on import does not',
    gain: (finding) => whole(finding),
  },
  'allow-tree-shaking': {
    words: (finding) => {
      const flag = say`, or write ${code(NO_SIDE_EFFECTS)} into package.json if nothing must run on import`;
      return say`Move what runs when ${codeOr(text(finding, 'name'), 'it')} loads into a function, or mark the call as ${code('/* @__PURE__ */')}${finding.evidence.sideEffects === 'none' ? [] : flag}`;
    },
    risk: 'what must run on import does not',
    gain: (finding) => whole(finding),
  },
  'align-versions': {
    words: (finding) => say`Align the versions${saves(finding, ': about ')}`,
    risk: 'a major version may behave differently',
    gain: saved('about'),
  },
  'load-later': {
    words: (finding) =>
      isOwn(finding)
        ? say`Load later what the page does not need at once`
        : say`Load it when it is needed${alternative(finding)}`,
    risk: 'the first use waits for it',
    gain(finding, results) {
      const initial =
        results.find(({ metric }) => metric === 'initial-javascript') ??
        results.find(({ metric }) => metric === 'initial');
      return initial === undefined ? null : growth(initial.metric, grownBytes(finding), null);
    },
  },
  'import-less': {
    words: (finding) => say`It is loaded later already: ${less(finding)}${alternative(finding)}`,
    risk: 'default imports change their form',
  },
  'leave-out': {
    words: (finding) => say`It is too small to load later: ${less(finding)}${alternative(finding)}`,
    risk: 'something may need it',
    gain: (finding) => whole(finding),
  },
  'split-own-code': {
    words: (finding) =>
      say`Split ${codeOr(text(finding, 'own'), 'your code')} by page or feature, and load later what a page does not need at once`,
    risk: 'the first use waits for it',
  },
  'set-budget': { words: () => say`Set a budget of your own that it fits`, risk: 'the page stays as slow as it is' },
  'check-bundler-config': {
    words: () => say`Look for a banner, a polyfill or data that the bundler's config adds`,
    risk: 'a browser may need the polyfill',
    gain: (finding) => whole(finding),
  },
  'load-largest-later': {
    words: (finding) =>
      say`Load ${codeOr(text(finding, 'later') ?? texts(finding, 'largest')[0] ?? null, 'the largest')} when it is needed`,
    risk: 'the first use waits for it',
  },
  'keep-version': {
    words: (finding) => {
      const from = text(finding, 'from');
      return say`Keep ${from === null ? 'the version' : [trusted('version '), untrusted(from)]}, which was ${figure(twoDigits(grownBytes(finding)))} smaller${alternative(finding)}`;
    },
    risk: 'what the newer version fixes stays as it is',
    gain: (finding) => whole(finding, 'about'),
  },
  'write-source-maps': {
    words: (finding) => say`Source maps (${mapsLine(text(finding, 'tool')) ?? code('hidden')}) show what it is made of`,
    risk: 'none known',
  },
  'remove-unused-styles': {
    words: () => say`Leave out the rules that no page uses`,
    risk: 'styles that only a state of the page uses',
  },
  'hidden-source-map': {
    words: () => say`Write source maps to files of their own (${code('hidden')})`,
    risk: 'none known',
    gain: (finding) => whole(finding),
  },
  'replace-package': {
    words: (finding) => say`${codeOr(text(finding, 'replacement'), 'A smaller one')} does the same for less`,
    risk: 'another package behaves differently',
  },
  'modern-image-format': { words: () => say`AVIF or WebP is smaller`, risk: 'very old browsers' },
  'compress-image': { words: () => say`Compress it`, risk: 'the quality of the picture' },
  'subset-font': {
    words: () => say`Subset it to the characters that the pages use`,
    risk: 'characters that only some pages use',
  },
  'move-inlined': {
    words: () => say`Move what is inlined (scripts, styles, data) to files that browsers cache, or leave it out`,
    risk: 'one more request',
  },
  'ship-less': {
    words: () =>
      say`If no visitor downloads it, leave it out of the folder or name it under ${code('exclude')}; else load it when it is needed`,
    risk: 'something may need it',
    gain: (finding) => whole(finding),
  },
  'ship-woff2': { words: () => say`WOFF2 is smaller`, risk: 'very old browsers' },
  'ship-as-file': {
    words: () => say`Ship it as a file of its own`,
    risk: 'one more request',
    gain: (finding) => whole(finding),
  },
};
