import type { ReportFinding } from '../../model/report.ts';
import { type FixFacts, type Gain, growth } from '../gain.ts';
import { grownBytes, savedBytes } from './compressed-growth.ts';

/** All that the finding grew by. */
const whole = (finding: ReportFinding, bound: Gain['bound'] = 'up-to') =>
  growth(finding.metric, grownBytes(finding), null, bound);

const saved =
  (bound: 'up-to' | 'about'): FixFacts['gain'] =>
  (finding) =>
    growth(finding.metric, savedBytes(finding), null, bound);

export const fixFacts: Readonly<Record<string, FixFacts>> = {
  'import-one-function': { risk: 'default imports change their form', gain: saved('up-to') },
  'restore-side-effects': {
    risk: 'what must run on import does not',
    gain: (finding) => whole(finding),
  },
  'allow-tree-shaking': { risk: 'what must run on import does not', gain: (finding) => whole(finding) },
  'align-versions': { risk: 'a major version may behave differently', gain: saved('about') },
  'keep-version': { risk: 'what the newer version fixes stays as it is', gain: (finding) => whole(finding, 'about') },
  'replace-package': { risk: 'another package behaves differently' },
  'load-later': {
    risk: 'the first use waits for it',
    gain(finding, results) {
      const initial =
        results.find(({ metric }) => metric === 'initial-javascript') ??
        results.find(({ metric }) => metric === 'initial');
      return initial === undefined ? null : growth(initial.metric, grownBytes(finding), null);
    },
  },
  'import-less': { risk: 'default imports change their form' },
  'write-source-maps': { risk: 'none known' },
  'load-largest-later': { risk: 'the first use waits for it' },
  'hidden-source-map': { risk: 'none known', gain: (finding) => whole(finding) },
  'ship-as-file': { risk: 'one more request', gain: (finding) => whole(finding) },
  'leave-out': { risk: 'something may need it', gain: (finding) => whole(finding) },
  'split-own-code': { risk: 'the first use waits for it' },
  'set-budget': { risk: 'the page stays as slow as it is' },
  'check-bundler-config': { risk: 'a browser may need the polyfill', gain: (finding) => whole(finding) },
  'subset-font': { risk: 'characters that only some pages use' },
  'move-inlined': { risk: 'one more request' },
  'ship-less': { risk: 'something may need it', gain: (finding) => whole(finding) },
  'modern-image-format': { risk: 'very old browsers' },
  'compress-image': { risk: 'the quality of the picture' },
  'ship-woff2': { risk: 'very old browsers' },
  'remove-unused-styles': { risk: 'styles that only a state of the page uses' },
};
