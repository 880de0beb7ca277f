import { describe, expect, test } from 'vitest';
import { CODES } from '../../../src/checks/vitals/explain/cause.ts';
import { vitalsWords } from '../../../src/checks/vitals/words.ts';
import type { ReportFinding } from '../../../src/model/report.ts';
import { toMarkdown } from '../../../src/report/markdown/inline.ts';
import { describeFinding } from '../../../src/report/words/findings.ts';
import { plain } from '../../../src/text/inline.ts';
import { codes, explainPage } from '../../support/browser/a-page.ts';
import { aFinding, failing } from '../../support/reports/a-report.ts';

const onHome = (code: string, given: Partial<ReportFinding>): ReportFinding =>
  aFinding({
    check: 'vitals',
    subject: 'home',
    variant: 'mobile',
    metric: 'lcp',
    kind: 'network',
    current: null,
    target: null,
    location: null,
    evidence: {},
    suggestion: null,
    ...given,
    code: `vitals.${code}`,
  });

const told = (code: string, given: Partial<ReportFinding>) => {
  const words = plain(describeFinding(onHome(code, given), failing()));
  expect(words).toMatch(/^home, mobile: .*\.$/);
  return words.slice('home, mobile: '.length, -1);
};

describe('the LCP', () => {
  test('words for an LCP image that grew, or is another one', () => {
    const evidence = { from: null, bytes: 1_020_000, bytesBefore: 120_000 };
    expect(told('lcp-image-grew', { location: 'hero.jpg', evidence })).toBe(
      'the LCP image hero.jpg grew 120 kB → 1.02 MB',
    );
    const other = { ...evidence, from: 'hero.jpg', undiscovered: ['eagerlyLoaded', 'requestDiscoverable'] };
    expect(told('lcp-image-grew', { location: 'large.png', evidence: other })).toBe(
      'the LCP image is now large.png (1.02 MB), previously hero.jpg (120 kB), and is loaded lazily and is not in the HTML',
    );
    const text = { from: 'main > h1', bytes: 90_000, bytesBefore: null };
    expect(told('lcp-image-grew', { location: 'large.png', evidence: text })).toBe(
      'the LCP image is now large.png (90 kB), previously main > h1',
    );
  });

  test('words for another LCP element, a part that grew, or an image that is found late', () => {
    expect(told('lcp-element-changed', { location: 'p.intro', evidence: { from: 'img.hero' } })).toBe(
      'the LCP element is now p.intro, previously img.hero',
    );
    const phase = { location: 'img.hero', current: 900, target: 300 };
    expect(told('lcp-phase-grew', { ...phase, evidence: { phase: 'resourceLoadDelay' } })).toBe(
      'the delay before the LCP image is requested took 300 ms → 900 ms, for img.hero',
    );
    expect(told('lcp-undiscovered', { location: 'hero.jpg', evidence: { checks: ['priorityHinted'] } })).toBe(
      'the LCP image hero.jpg has no fetchpriority',
    );
  });
});

describe('files', () => {
  test('words for files that the first paint waits for', () => {
    const evidence = { bytes: 30_000, bytesBefore: null, wastedMs: 320 };
    expect(told('render-blocking-new', { location: 'extra.css', evidence })).toBe(
      'the first paint now waits for extra.css (30 kB, about 320 ms)',
    );
    expect(told('render-blocking-grew', { location: 'a.css', evidence: { ...evidence, bytesBefore: 9_000 } })).toBe(
      'the first paint waits longer for a.css (9 kB → 30 kB, about 320 ms)',
    );
  });

  test('words for files of fonts and third parties', () => {
    expect(told('font-blocks-text', { location: 'brand.woff2', evidence: { bytes: 48_000 } })).toBe(
      'text stays invisible until the font brand.woff2 is loaded (48 kB)',
    );
    const evidence = { thirdParty: 'Example Tag', requests: 2, bytes: 45_300, blockingMs: 290, renderBlocking: true };
    expect(told('third-party-new', { location: 'tag.example.com/tag.js', evidence })).toBe(
      'new third party Example Tag: tag.example.com/tag.js (2 requests, 45.3 kB, blocks the main thread for 290 ms), and the first paint waits for it',
    );
  });

  test('words for files that are new, heavier, asked for more often or less used', () => {
    const file = { location: 'logo.svg', evidence: { type: 'image', bytes: 400_000, bytesBefore: 3_000 } };
    expect(told('resource-grew', file)).toBe('+397 kB logo.svg (image)');
    const added = { type: 'image', new: true, bytes: 400_000, bytesBefore: null };
    expect(told('resource-grew', { location: 'logo.svg', evidence: added })).toBe('+400 kB logo.svg, new (image)');
    const replaced = { location: 'b.svg', evidence: { type: 'image', bytes: 9_000, bytesBefore: 3_000, was: 'a.svg' } };
    expect(told('resource-grew', replaced)).toBe('+6 kB b.svg (image), previously a.svg');
    const again = { type: 'other', bytes: 300, bytesBefore: 300, requests: 3 };
    expect(told('resource-grew', { location: 'poll', evidence: again })).toBe('poll (other), 3 requests');
    expect(told('requests-grew', { evidence: { requests: 9, names: ['a.svg', 'b.svg', 'c.svg'] } })).toBe(
      '9 more new requests: a.svg, b.svg, c.svg and 6 more',
    );
    expect(
      told('unused-javascript-grew', { location: 'app-*.js', evidence: { unused: 80_000, unusedBefore: 20_000 } }),
    ).toBe('+60 kB unused JavaScript in app-*.js');
    expect(told('image-unsized', { location: 'promo.png', evidence: { images: 3 } })).toBe(
      'the image promo.png and 2 more have no width or height',
    );
  });
});

describe('work and shifts', () => {
  test('words for a long task, with what the bundle check knows of its file', () => {
    const task = { location: 'checkout-*.js', current: 573, target: 308 };
    expect(told('long-task-grew', { ...task, metric: 'tbt' })).toBe(
      'the longest task took 308 ms → 573 ms, in checkout-*.js',
    );
    const evidence = { from: 308, to: 573, tasks: 1, bundle: { grewBytes: 97_000, because: ['lodash'] } };
    expect(told('long-task-grew', { ...task, evidence })).toBe(
      'the longest task took 308 ms → 573 ms, in checkout-*.js; the same file grew by 97 kB: lodash',
    );
    const several = {
      from: 120,
      to: 360,
      tasks: 3,
      bundle: { new: true, grewBytes: 97_000, because: ['lodash', 'react'] },
    };
    expect(told('long-task-grew', { ...task, evidence: several })).toBe(
      '3 long tasks took 120 ms → 360 ms, in checkout-*.js; in it: lodash and react',
    );
  });

  test('words for a node that shifts, and why', () => {
    const shift = (evidence: object) => ({
      metric: 'cls',
      location: 'main > p',
      evidence: { score: 0.12, ...evidence },
    });
    expect(told('layout-shift-new', shift({}))).toBe('main > p now shifts: 0.12');
    expect(told('layout-shift-grew', shift({ scoreBefore: 0.05, because: 'font', by: 'a.woff2' }))).toBe(
      'main > p shifts further: 0.05 → 0.12, when the font a.woff2 loads',
    );
    expect(told('interaction-shift', shift({ because: 'unsized-image', by: 'promo.png' }))).toBe(
      'main > p now shifts: 0.12, because the image promo.png has no size',
    );
  });

  test('words for an interaction: the part that grew, the element and the script', () => {
    const evidence = {
      part: { name: 'processingMs', from: 12, to: 264 },
      target: 'button#add',
      script: 'app-*.js',
      bundle: { grewBytes: 24_000, because: [] },
    };
    const finding = onHome('interaction-slower', {
      variant: 'mobile, click text=Add to cart',
      metric: 'inp',
      location: 'button#add',
      current: 320,
      target: 64,
      evidence,
      suggestion: { code: 'paint-first', effort: 'medium' },
    });
    expect(toMarkdown(describeFinding(finding, failing())).replace(/\p{Zs}/gu, ' ')).toBe(
      '**home**, mobile, click text=Add to cart: the next paint takes 64 ms → 320 ms, of which handling the event 12 ms → 264 ms, on `button#add`, in `app-*.js`; the same file grew by 24 kB. *Paint the response first, and do the remaining work afterwards.*',
    );
    expect(told('interaction-slower', { current: 320 })).toBe('the next paint takes 320 ms');
  });
});

test('each code of the page check has words', () => {
  expect(Object.keys(vitalsWords.findings).toSorted()).toEqual(Object.keys(CODES).toSorted());
});

test('each fix of a page is a sentence', () => {
  for (const [code, { words }] of Object.entries(vitalsWords.fixes)) {
    expect(plain(words(onHome('lcp-image-grew', {}))), code).toMatch(/^[A-Z].*[^.]$/);
  }
});

test('what a page wrote is shown as it is, and is never markup', () => {
  const evil = '</details> `x` <img src=x> **b** @team #1 [a](http://b)\u202e\u0007';
  const shifts = [{ selector: evil, score: 0.3 }];
  const [finding] = explainPage({}, { shifts }, { cls: 0.3 });
  expect(codes(finding === undefined ? [] : [finding])).toEqual([['layout-shift-new', evil, 'critical']]);
  const words = toMarkdown(
    describeFinding(onHome('layout-shift-new', { location: evil, evidence: finding?.evidence ?? {} }), failing()),
  );
  expect(words).toContain('``</details> `x` <img src=x> **b** @team #1 [a](http://b)`` now shifts');
});

test('evidence that is nothing like what the check gives does no harm', () => {
  const odd = [
    null,
    7,
    Number.NaN,
    '',
    {},
    [],
    [null, 3],
    'toString',
    { name: 'constructor', from: {}, grewBytes: 'x' },
  ];
  const keys = [
    'from',
    'bytes',
    'bytesBefore',
    'undiscovered',
    'checks',
    'part',
    'target',
    'script',
    'bundle',
    'because',
    'by',
  ];
  const more = [
    'phase',
    'thirdParty',
    'requests',
    'names',
    'unused',
    'images',
    'tasks',
    'score',
    'scoreBefore',
    'type',
    'wastedMs',
  ];
  for (const code of Object.keys(CODES)) {
    for (const value of odd) {
      const evidence = Object.fromEntries([...keys, ...more].map((key) => [key, value]));
      told(code.replace('vitals.', ''), { evidence, current: 12, target: null });
    }
  }
});
