import { describe, expect, test } from 'vitest';
import { vitalsWords } from '../../../../src/checks/vitals/words.ts';
import { plain } from '../../../../src/text/inline.ts';
import {
  aClick,
  aPage,
  codes,
  explainPage,
  HERO,
  PHASES,
  REQUESTS,
  request,
  STEP,
  TEXT,
  THIRD,
  without,
} from '../../../support/browser/a-page.ts';

/** One fault has many effects on a page. Whatever else got worse, the fault itself is the first finding. */
const first = (...given: Parameters<typeof explainPage>) => codes(explainPage(...given))[0];

const firstInWords = (...given: Parameters<typeof explainPage>): string => {
  const [finding] = explainPage(...given);
  if (finding === undefined) throw new Error('expected a finding');
  const words = vitalsWords.findings[finding.code];
  return plain(words?.({ ...finding, accepted: null } as Parameters<typeof words>[0], null) ?? []);
};

const MEGABYTE = { bytes: 900_000, 'image-bytes': 900_000 };

describe('a larger hero image', () => {
  const requests = [...without('/img/hero.jpg'), request('/img/hero.jpg', 'image', 1_020_000)];

  test('a larger hero image goes before the long tasks of the document, in which it is decoded', () => {
    const longTasks = [...aPage().longTasks.slice(0, 1), { url: '/', durationMs: 560 }];
    expect(first({}, { requests, longTasks }, { ...MEGABYTE, lcp: 900, tbt: 450 })).toEqual([
      'lcp-image-grew',
      'hero.jpg',
      'critical',
    ]);
    const script = [{ url: '/assets/app-BvKxQzP1.js', durationMs: 600 }];
    expect(first({}, { requests, longTasks: script }, { ...MEGABYTE, lcp: 900, tbt: 450 })?.[0]).toBe('long-task-grew');
  });

  test('a larger hero image is held against itself where base’s largest element was something else', () => {
    const worse = { ...MEGABYTE, lcp: 900, 'lcp-undiscovered': 1 };
    expect(firstInWords({ lcp: TEXT }, { requests, lcp: HERO }, worse)).toBe(
      'the LCP image hero.jpg grew 120 kB → 1.02 MB',
    );
    const other = [...without('/img/hero.jpg'), request('/img/large.png', 'image', 1_020_000)];
    expect(firstInWords({ lcp: TEXT }, { requests: other, lcp: { ...HERO, url: '/img/large.png' } }, worse)).toBe(
      'the LCP image is now large.png (1.02 MB), previously hero.jpg (120 kB)',
    );
  });

  test('a larger hero image is reported as a file if text is the largest element', () => {
    expect(first({ lcp: TEXT }, { requests, lcp: TEXT }, { ...MEGABYTE, lcp: 2_000, 'speed-index': 400 })).toEqual([
      'resource-grew',
      'hero.jpg',
      'critical',
    ]);
    expect(first({}, { requests, lcp: TEXT }, { ...MEGABYTE, lcp: 900 })).toEqual([
      'resource-grew',
      'hero.jpg',
      'high',
    ]);
  });

  test('a larger hero image that moved to a third party is reported as an image', () => {
    const url = 'https://cdn.example.com/hero.jpg';
    const theirs = { url, type: 'image', bytes: 1_020_000, thirdParty: 'example.com' };
    const head = { requests: [...without('/img/hero.jpg'), theirs], lcp: { ...HERO, url } };
    expect(first({}, head, { ...MEGABYTE, lcp: 900, 'third-parties': 1, 'third-party-requests': 1 })).toEqual([
      'lcp-image-grew',
      'cdn.example.com/hero.jpg',
      'high',
    ]);
    const asHeavy = { ...head, requests: [...without('/img/hero.jpg'), { ...theirs, bytes: 120_000 }] };
    expect(first({}, asHeavy, { lcp: 450, 'third-parties': 1, 'third-party-requests': 1 })).toEqual([
      'third-party-new',
      'cdn.example.com/hero.jpg',
      'high',
    ]);
  });
});

describe('a blocking stylesheet', () => {
  const sheet = (url: string, bytes: number, wastedMs: number) => ({ url, bytes, wastedMs });

  test('a blocking stylesheet goes before the long tasks in which the page is styled', () => {
    const head = {
      requests: [...REQUESTS, request('/late.css', 'stylesheet', 300_000)],
      renderBlocking: [...aPage().renderBlocking, sheet('/late.css', 300_000, 1_400)],
      longTasks: [...aPage().longTasks, { url: '/', durationMs: 480 }],
      lcp: TEXT,
    };
    const worse = { lcp: 1_400, fcp: 1_400, tbt: 420, 'render-blocking': 1, requests: 1, bytes: 300_000 };
    expect(first({}, head, worse)).toEqual(['render-blocking-new', 'late.css', 'critical']);
    expect(first({}, head, { 'render-blocking': 1, requests: 1 })).toEqual([
      'render-blocking-new',
      'late.css',
      'medium',
    ]);
  });

  test('a blocking stylesheet is named together with those that it imports', () => {
    const head = {
      requests: [...REQUESTS, request('/theme.css', 'stylesheet', 60), request('/deep.css', 'stylesheet', 30_000)],
      renderBlocking: [...aPage().renderBlocking, sheet('/theme.css', 60, 300), sheet('/deep.css', 30_000, 600)],
    };
    const worse = { lcp: 600, fcp: 600, 'render-blocking': 2, requests: 2, bytes: 30_060, 'stylesheet-requests': 2 };
    expect(firstInWords({}, head, worse)).toBe(
      'the first paint now waits for deep.css (30 kB, about 600 ms), and for theme.css',
    );
  });

  test('a blocking stylesheet that takes longer goes before the element that waits for it', () => {
    const head = {
      renderBlocking: [sheet('/assets/style-CD5neIF8.css', 9_000, 950)],
      lcp: { ...HERO, phases: { ...PHASES, elementRenderDelay: 900 } },
    };
    expect(first({}, head, { lcp: 800, fcp: 800 })).toEqual(['render-blocking-grew', 'style-*.css', 'high']);
    expect(firstInWords({}, head, { lcp: 800, fcp: 800 })).toBe(
      'the first paint waits longer for style-*.css (9 kB, about 150 ms → 950 ms)',
    );
    expect(first({}, head, { bytes: 2_000, 'stylesheet-bytes': 2_000 })).toBeUndefined();
  });

  test('a blocking stylesheet does not speak for the work of a script', () => {
    const blocks = (wastedMs: number) => [{ url: '/assets/app-BvKxQzP1.js', bytes: 60_000, wastedMs }];
    const head = {
      renderBlocking: blocks(500),
      longTasks: [{ url: '/assets/app-BvKxQzP1.js', durationMs: 480 }],
    };
    expect(first({ renderBlocking: blocks(150) }, head, { tbt: 330, fcp: 340, lcp: 340 })).toEqual([
      'long-task-grew',
      'app-*.js',
      'high',
    ]);
  });

  test('a stylesheet that Chromium does not call blocking is a file that is waited for', () => {
    const head = {
      requests: [...REQUESTS, request('/theme.css', 'stylesheet', 2_000)],
      lcp: { ...TEXT, phases: { timeToFirstByte: 8, elementRenderDelay: 340 } },
    };
    expect(first({ lcp: TEXT }, head, { lcp: 300, requests: 1, bytes: 2_000 })).toEqual([
      'resource-grew',
      'theme.css',
      'high',
    ]);
  });
});

describe('work on a click', () => {
  const slow = { inpMs: 314, parts: { inputDelayMs: 2, processingMs: 262, presentationMs: 50 } };

  test('work on a click goes before what shifts later because of it', () => {
    const interactions = [aClick({ ...slow, shifts: [{ selector: 'ul.cart', score: 0.3 }] })];
    const found = explainPage({}, { interactions }, { [`inp of ${STEP}`]: 250, [`cls of ${STEP}`]: 0.3 });
    expect(codes(found)).toEqual([
      ['interaction-slower', 'button#add', 'high'],
      ['interaction-shift', 'ul.cart', 'critical'],
    ]);
  });

  test('work on a click names its step where neither element nor script is known', () => {
    const interactions = [aClick({ ...slow, target: null, longTasks: [{ url: '/', durationMs: 262 }] })];
    expect(explainPage({}, { interactions }, { [`inp of ${STEP}`]: 250 })).toMatchObject([
      { code: 'vitals.interaction-slower', location: null, variant: 'mobile', part: STEP, evidence: { step: STEP } },
    ]);
  });
});

describe('a shift after loading', () => {
  const shifts = [{ selector: 'main > p', score: 0.12 }];

  test('a shift after loading goes before the largest element that it brought, however late that is', () => {
    const banner = { selector: 'div.banner > p', snippet: '<p>' };
    expect(first({ lcp: TEXT }, { shifts, lcp: { ...TEXT, element: banner } }, { cls: 0.12, lcp: 1_600 })).toEqual([
      'layout-shift-new',
      'main > p',
      'high',
    ]);
  });

  test('a shift after loading goes before the image that pushes the page away, with a size or without', () => {
    const head = {
      requests: [...REQUESTS, request('/img/banner.png', 'image', 40_000)],
      lcp: { ...HERO, url: '/img/banner.png', undiscovered: ['requestDiscoverable', 'priorityHinted'] },
      shifts,
    };
    const worse = { cls: 0.12, lcp: 1_600, 'lcp-undiscovered': 2, bytes: 40_000, 'image-bytes': 40_000, requests: 1 };
    expect(first({ lcp: TEXT }, head, worse)).toEqual(['layout-shift-new', 'main > p', 'high']);
    const unsized = {
      unsizedImages: [{ url: '/img/banner.png', selector: 'main > img' }],
      shifts: [{ selector: 'main > p', score: 0.12, cause: { what: 'unsized-image' as const, place: 'main > img' } }],
    };
    expect(firstInWords({ lcp: TEXT }, { ...head, ...unsized }, { ...worse, 'unsized-images': 1 })).toBe(
      'main > p now shifts: 0.12, because the image banner.png has no size',
    );
  });

  test('a shift of an element that is gone is reported without a name', () => {
    expect(first({}, {}, { cls: 0.12 })).toEqual(['layout-shift-grew', null, 'high']);
    const [finding] = explainPage({ values: { cls: 0 } }, { values: { cls: 0.12 } }, { cls: 0.12 });
    expect(finding).toMatchObject({ current: 0.12, target: 0 });
    expect(firstInWords({ values: { cls: 0 } }, { values: { cls: 0.12 } }, { cls: 0.12 })).toBe(
      'the layout shifts further: 0 → 0.12, but no element that is still there explains it',
    );
  });

  test('a shift without a known element is attributed to a font that explains it', () => {
    const head = { blockingFonts: [{ url: '/fonts/brand.woff2', wastedMs: 90 }] };
    expect(codes(explainPage({}, head, { cls: 0.2, 'blocking-fonts': 1 }))).toEqual([
      ['font-blocks-text', 'brand.woff2', 'critical'],
    ]);
  });
});

describe('a third-party script', () => {
  const facts = { 'third-parties': 1, 'third-party-requests': 3, requests: 3, bytes: 400_000, lcp: 400, tbt: 250 };
  const theirs = (path: string, type: string, bytes: number) => ({
    ...THIRD,
    url: `https://tag.example.com/${path}`,
    type,
    bytes,
  });

  test('a third-party script comes before the font and the image that it brings', () => {
    const head = {
      requests: [...REQUESTS, THIRD, theirs('tag.woff2', 'font', 20_000), theirs('banner.png', 'image', 300_000)],
      blockingFonts: [{ url: 'https://tag.example.com/tag.woff2', wastedMs: 90 }],
      lcp: { ...HERO, url: 'https://tag.example.com/banner.png' },
    };
    expect(codes(explainPage({}, head, { ...facts, 'blocking-fonts': 1, 'font-bytes': 20_000 }))).toEqual([
      ['third-party-new', 'tag.example.com/tag.js', 'high'],
    ]);
  });

  test('a third-party script comes before a larger image of another party', () => {
    const pixel = { url: 'https://px.example.net/p.png', type: 'image', bytes: 300_000, thirdParty: 'example.net' };
    expect(first({}, { requests: [...REQUESTS, pixel, THIRD] }, { 'third-parties': 2, requests: 2 })).toEqual([
      'third-party-new',
      'tag.example.com/tag.js',
      'medium',
    ]);
  });
});

test('a small new font of which only the bytes are known comes before the element that waits for it', () => {
  const head = {
    requests: [...REQUESTS, request('/fonts/brand.woff2', 'font', 9_000)],
    lcp: { ...TEXT, phases: { timeToFirstByte: 8, elementRenderDelay: 400 } },
  };
  expect(first({ lcp: TEXT }, head, { lcp: 340, requests: 1, bytes: 9_000, 'font-bytes': 9_000 })).toEqual([
    'resource-grew',
    'brand.woff2',
    'high',
  ]);
});
