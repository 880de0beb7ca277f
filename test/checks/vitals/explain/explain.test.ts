import { describe, expect, test } from 'vitest';
import {
  aClick,
  aPage,
  codes,
  explainPage,
  explainSides,
  HERO,
  PHASES,
  REQUESTS,
  request,
  STEP,
  TEXT,
  THIRD,
  without,
} from '../../../support/browser/a-page.ts';

/** As two visits of one page differ by chance. */
const DISTURBED = {
  lcp: { ...HERO, phases: { ...PHASES, timeToFirstByte: 90, elementRenderDelay: 160 } },
  longTasks: [
    { url: '/assets/app-BvKxQzP1.js', durationMs: 210 },
    { url: '/', durationMs: 130 },
    { url: 'Unattributable', durationMs: 80 },
  ],
  shifts: [{ selector: 'footer', score: 0.009 }],
  scripts: [{ url: '/assets/app-BvKxQzP1.js', cpuMs: 300 }],
  interactions: [aClick({ inpMs: 98, parts: { inputDelayMs: 30, processingMs: 14, presentationMs: 54 } })],
};

describe('a page on which no metric got worse', () => {
  test('a page on which no metric got worse has no cause, however much two of its visits differ', () => {
    expect(explainPage({}, DISTURBED, {})).toEqual([]);
    expect(explainPage(DISTURBED, {}, {})).toEqual([]);
  });

  test('a page has no cause when all that differs are hashes, ports and versions in addresses', () => {
    const built = (hash: string, port: number) => ({
      requests: [
        request(`/assets/app-${hash}.js`, 'script', 60_000),
        request(`/logo.svg?v=${hash}`, 'image', 3_000),
        { url: `http://127.0.0.1:${port}/tag.js`, type: 'script', bytes: 900, thirdParty: `http://127.0.0.1:${port}` },
      ],
      renderBlocking: [{ url: `/assets/app-${hash}.js`, bytes: 60_000, wastedMs: 100 }],
      longTasks: [{ url: `/assets/app-${hash}.js`, durationMs: 200 }],
      unusedJavascript: [{ url: `/assets/app-${hash}.js`, bytes: 2_000 }],
    });
    const all = {
      requests: 1,
      bytes: 2_000,
      'third-parties': 1,
      'render-blocking': 1,
      tbt: 100,
      'script-bytes': 1_000,
    };
    expect(explainPage(built('CD5neIF8', 4_001), built('BvKxQzP1', 4_002), all)).toEqual([]);
  });

  test('a page has no cause where it is over its budget as it was before, or has no base', () => {
    expect(explainPage({}, DISTURBED, { lcp: 12, tbt: -40, cls: 0 })).toEqual([]);
    expect(explainSides(aPage(), aPage(DISTURBED), [{ metric: 'lcp', part: null, absolute: null }])).toEqual([]);
    expect(explainSides(null, aPage(), [{ metric: 'lcp', part: null, absolute: 900 }])).toEqual([]);
  });

  test('a page has no cause for what moved by something else', () => {
    const head = { ...DISTURBED, requests: [...REQUESTS, request('/late.png', 'image', 30_000)] };
    // That it shifts is told; by what is not known.
    expect(codes(explainPage({}, head, { cls: 0.1 }))).toEqual([['layout-shift-grew', null, 'high']]);
    expect(explainPage({}, head, { 'font-bytes': 9_000 })).toEqual([]);
  });
});

describe('one fault is one finding:', () => {
  const hero = (bytes: number, url = '/img/hero.jpg') => ({
    requests: [...without('/img/hero.jpg'), request(url, 'image', bytes)],
    lcp: { ...HERO, url },
  });
  const heavier = { lcp: 2_100, bytes: 900_000, 'image-bytes': 900_000, 'speed-index': 300 };

  test('a heavier hero image is the only finding, of the LCP', () => {
    const [first, ...others] = explainPage({}, hero(1_020_000), heavier);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      code: 'vitals.lcp-image-grew',
      metric: 'lcp',
      impact: 'critical',
      location: 'hero.jpg',
      evidence: {
        url: '/img/hero.jpg',
        from: null,
        bytes: 1_020_000,
        bytesBefore: 120_000,
        metrics: ['lcp', 'image-bytes', 'bytes', 'speed-index'],
      },
      suggestion: { code: 'shrink-image', effort: 'low' },
    });
  });

  test('another, larger hero image names both, also where only bytes moved', () => {
    const head = hero(1_020_000, '/img/hero-large.png');
    const named = {
      location: 'hero-large.png',
      evidence: { from: 'hero.jpg', bytes: 1_020_000, bytesBefore: 120_000 },
    };
    expect(explainPage({}, head, heavier)).toMatchObject([{ code: 'vitals.lcp-image-grew', ...named }]);
    expect(explainPage({}, head, { bytes: 900_000, 'image-bytes': 900_000 })).toMatchObject([
      {
        code: 'vitals.lcp-image-grew',
        metric: 'bytes',
        impact: 'medium',
        current: 1_020_000,
        target: 120_000,
        ...named,
      },
    ]);
  });

  test('an image that takes the place of text as the largest element', () => {
    const head = {
      requests: [...REQUESTS, request('/banner.avif', 'image', 400_000)],
      lcp: { ...HERO, url: '/banner.avif' },
    };
    const worse = { ...heavier, requests: 1, 'image-requests': 1, 'lcp-undiscovered': 1 };
    expect(explainPage({ lcp: TEXT }, head, worse)).toMatchObject([
      { code: 'vitals.lcp-image-grew', location: 'banner.avif', evidence: { from: 'main > h1', bytesBefore: null } },
    ]);
  });

  test('an image that is not the largest element is reported as a file', () => {
    const requests = [...without('/img/logo.svg'), request('/img/logo.svg', 'image', 400_000)];
    expect(explainPage({}, { requests }, { bytes: 397_000, 'image-bytes': 397_000, load: 200 })).toMatchObject([
      { code: 'vitals.resource-grew', location: 'logo.svg', current: 400_000, target: 3_000, impact: 'medium' },
    ]);
  });

  test('a blocking stylesheet is one finding', () => {
    const head = {
      requests: [...REQUESTS, request('/blocking.css', 'stylesheet', 30_000)],
      renderBlocking: [...aPage().renderBlocking, { url: '/blocking.css', bytes: 30_000, wastedMs: 320 }],
      lcp: { ...HERO, phases: { ...PHASES, elementRenderDelay: 140 } },
    };
    const worse = { lcp: 310, fcp: 310, requests: 1, bytes: 30_000, 'render-blocking': 1, 'stylesheet-bytes': 30_000 };
    expect(explainPage({}, head, worse)).toMatchObject([
      {
        code: 'vitals.render-blocking-new',
        metric: 'lcp',
        impact: 'high',
        location: 'blocking.css',
        current: 320,
        evidence: { type: 'stylesheet', bytes: 30_000, bytesBefore: null, wastedMs: 320 },
        suggestion: { code: 'load-stylesheet-later' },
      },
    ]);
    expect(codes(explainPage({}, head, { 'render-blocking': 1 }))).toEqual([
      ['render-blocking-new', 'blocking.css', 'medium'],
    ]);
  });

  test('a script that blocked nothing before, and a stylesheet that grew', () => {
    const script = { url: '/assets/app-XyZ12abC.js', bytes: 60_000, wastedMs: 400 };
    const requests = [...without('/assets/app-BvKxQzP1.js'), request(script.url, 'script', 60_000)];
    const head = { requests, renderBlocking: [...aPage().renderBlocking, script] };
    expect(explainPage({}, head, { 'render-blocking': 1, fcp: 400 })).toMatchObject([
      {
        code: 'vitals.render-blocking-new',
        location: 'app-*.js',
        evidence: { bytesBefore: 60_000 },
        suggestion: { code: 'defer-script' },
      },
    ]);
    const style = { url: '/assets/style-CD5neIF8.css', bytes: 90_000, wastedMs: 600 };
    const grown = {
      requests: [...without(style.url), request(style.url, 'stylesheet', 90_000)],
      renderBlocking: [style],
    };
    expect(codes(explainPage({}, grown, { fcp: 450, lcp: 450, bytes: 81_000, 'stylesheet-bytes': 81_000 }))).toEqual([
      ['render-blocking-grew', 'style-*.css', 'high'],
    ]);
  });

  test('a font that blocks text, though text that appears late moves much else', () => {
    const head = {
      requests: [...REQUESTS, request('/fonts/brand.woff2', 'font', 48_000)],
      blockingFonts: [{ url: '/fonts/brand.woff2', wastedMs: 130 }],
      shifts: [{ selector: 'main > p', score: 0.08, cause: { what: 'font', place: '/fonts/brand.woff2' } }],
      lcp: { ...TEXT, element: { selector: 'main > p', snippet: '<p>' } },
    } as const;
    const facts = { 'blocking-fonts': 1, 'font-bytes': 48_000, 'font-requests': 1, requests: 1, bytes: 48_000 };
    expect(codes(explainPage({ lcp: TEXT }, head, { ...facts, lcp: 240, cls: 0.08 }))).toEqual([
      ['font-blocks-text', 'brand.woff2', 'high'],
    ]);
    expect(explainPage({ lcp: TEXT }, head, facts)).toMatchObject([
      {
        code: 'vitals.font-blocks-text',
        impact: 'medium',
        evidence: { new: true, bytes: 48_000 },
        suggestion: { code: 'font-display-swap' },
      },
    ]);
    const there = { requests: head.requests };
    expect(codes(explainPage(there, head, { 'blocking-fonts': 1 }))).toEqual([
      ['font-blocks-text', 'brand.woff2', 'low'],
    ]);
  });

  describe('a third-party script', () => {
    const pixel = { url: 'https://tag.example.com/p?id=1', type: 'image', bytes: 300, thirdParty: 'Example Tag' };
    const task = { url: THIRD.url, durationMs: 340 };
    const head = { requests: [...REQUESTS, THIRD, pixel], longTasks: [...aPage().longTasks, task] };
    const facts = {
      'third-parties': 1,
      'third-party-requests': 2,
      'third-party-bytes': 45_300,
      requests: 2,
      bytes: 45_300,
    };

    test('a third-party script is one finding, with all that it does', () => {
      const worse = {
        ...facts,
        'script-bytes': 45_000,
        'script-requests': 1,
        tbt: 290,
        lcp: 200,
        'unused-javascript': 20_000,
      };
      const unusedJavascript = [...aPage().unusedJavascript, { url: THIRD.url, bytes: 20_000 }];
      expect(explainPage({}, { ...head, unusedJavascript }, worse)).toMatchObject([
        {
          code: 'vitals.third-party-new',
          impact: 'high',
          location: 'tag.example.com/tag.js',
          evidence: { thirdParty: 'Example Tag', requests: 2, bytes: 45_300, renderBlocking: false, blockingMs: 290 },
          suggestion: { code: 'load-later' },
        },
      ]);
      expect(codes(explainPage({}, head, facts))).toEqual([['third-party-new', 'tag.example.com/tag.js', 'medium']]);
    });

    test('a third-party script stays one where the first paint waits for it', () => {
      const renderBlocking = [...aPage().renderBlocking, { url: THIRD.url, bytes: 45_000, wastedMs: 500 }];
      expect(
        explainPage({}, { ...head, renderBlocking }, { ...facts, fcp: 500, lcp: 500, 'render-blocking': 1 }),
      ).toMatchObject([
        { code: 'vitals.third-party-new', evidence: { renderBlocking: true }, suggestion: { code: 'defer-script' } },
      ]);
    });

    test('a stylesheet of a third party without a script is reported as blocking', () => {
      const style = {
        url: 'https://fonts.example.com/css?family=A',
        type: 'stylesheet',
        bytes: 2_000,
        thirdParty: 'Fonts',
      };
      const renderBlocking = [...aPage().renderBlocking, { url: style.url, bytes: 2_000, wastedMs: 700 }];
      const worse = { ...facts, fcp: 700, lcp: 700, 'render-blocking': 1 };
      expect(codes(explainPage({}, { requests: [...REQUESTS, style], renderBlocking }, worse))).toEqual([
        ['render-blocking-new', 'fonts.example.com/css', 'high'],
      ]);
    });

    test('a third-party script is new beside another server on the same machine, whichever their ports', () => {
      const local = (port: number, name: string) => ({
        url: `http://127.0.0.1:${port}/${name}`,
        type: 'script',
        bytes: 9_000,
        thirdParty: `http://127.0.0.1:${port}`,
      });
      const base = { requests: [...REQUESTS, local(4_001, 'api.js')] };
      const both = { requests: [...REQUESTS, local(4_102, 'tag.js'), local(4_101, 'api.js')] };
      expect(explainPage(base, both, { 'third-parties': 1, requests: 1 })).toMatchObject([
        { code: 'vitals.third-party-new', location: '127.0.0.1/tag.js', evidence: { thirdParty: '127.0.0.1' } },
      ]);
    });

    test('a third-party script does not stand for work of the page’s own', () => {
      const longTasks = [{ url: '/assets/app-BvKxQzP1.js', durationMs: 500 }];
      expect(codes(explainPage({}, { ...head, longTasks }, { ...facts, tbt: 380 }))).toEqual([
        ['third-party-new', 'tag.example.com/tag.js', 'high'],
        ['long-task-grew', 'app-*.js', 'high'],
      ]);
    });
  });

  test('work on a click is one finding, with the part, the target and the script', () => {
    const click = aClick({
      inpMs: 320,
      parts: { inputDelayMs: 3, processingMs: 264, presentationMs: 53 },
      longTasks: [{ url: '/assets/app-BvKxQzP1.js', durationMs: 270 }],
    });
    expect(explainPage({}, { ...DISTURBED, interactions: [click] }, { [`inp of ${STEP}`]: 256 })).toEqual([
      {
        code: 'vitals.interaction-slower',
        check: 'vitals',
        subject: 'home',
        variant: 'mobile',
        part: STEP,
        metric: 'inp',
        impact: 'high',
        kind: 'cpu',
        location: 'button#add',
        current: 320,
        target: 64,
        evidence: {
          step: STEP,
          target: 'button#add',
          part: { name: 'processingMs', from: 12, to: 264 },
          parts: {
            base: { inputDelayMs: 2, processingMs: 12, presentationMs: 50 },
            head: { inputDelayMs: 3, processingMs: 264, presentationMs: 53 },
          },
          url: '/assets/app-BvKxQzP1.js',
          script: 'app-*.js',
          task: { from: 0, to: 270 },
          metrics: ['inp'],
        },
        suggestion: { code: 'paint-first', effort: 'medium' },
      },
    ]);
  });

  test('a shift after a click is one finding', () => {
    const click = aClick({ shifts: [{ selector: 'ul.cart', score: 0.14 }] });
    expect(explainPage({}, { interactions: [click] }, { [`cls of ${STEP}`]: 0.14 })).toMatchObject([
      {
        code: 'vitals.interaction-shift',
        variant: 'mobile',
        part: STEP,
        location: 'ul.cart',
        current: 0.14,
        target: null,
      },
    ]);
  });

  test('a shift after loading is one finding, with its node', () => {
    const head = {
      shifts: [
        { selector: 'main > p', score: 0.12 },
        { selector: 'footer', score: 0.01 },
        { selector: 'main > p', score: 0.06 },
      ],
    };
    expect(explainPage({}, head, { cls: 0.18 })).toMatchObject([
      {
        code: 'vitals.layout-shift-new',
        metric: 'cls',
        impact: 'critical',
        location: 'main > p',
        current: 0.18,
        target: null,
      },
    ]);
    expect(codes(explainPage({ shifts: [{ selector: 'main > p', score: 0.05 }] }, head, { cls: 0.13 }))).toEqual([
      ['layout-shift-grew', 'main > p', 'high'],
    ]);
  });

  test('a shift by an image without a size is reported once, with the image', () => {
    const unsizedImages = [{ url: '/img/promo.png', selector: 'main > img.promo' }];
    const place = { what: 'unsized-image', place: 'main > img.promo' } as const;
    const requests = [...REQUESTS, request('/img/promo.png', 'image', 40_000)];
    const head = { requests, unsizedImages, shifts: [{ selector: 'main > p', score: 0.12, cause: place }] };
    const facts = { 'unsized-images': 1, 'image-requests': 1, requests: 1 };
    expect(explainPage({}, head, { ...facts, cls: 0.12 })).toMatchObject([
      {
        code: 'vitals.layout-shift-new',
        location: 'main > p',
        evidence: { because: 'unsized-image', by: 'promo.png' },
        suggestion: { code: 'set-image-size' },
      },
    ]);
    expect(codes(explainPage({}, { ...head, shifts: [] }, facts))).toEqual([['image-unsized', 'promo.png', 'medium']]);
  });

  test('a long task that grew, of a file that grew, is one finding', () => {
    const head = {
      requests: [...without('/assets/app-BvKxQzP1.js'), request('/assets/app-XyZ12abC.js', 'script', 157_000)],
      longTasks: [
        { url: '/assets/app-XyZ12abC.js', durationMs: 480 },
        { url: '/', durationMs: 90 },
      ],
      unusedJavascript: [{ url: '/assets/app-XyZ12abC.js', bytes: 80_000 }],
    };
    const worse = { tbt: 360, bytes: 97_000, 'script-bytes': 97_000, 'unused-javascript': 60_000 };
    expect(explainPage({}, head, worse)).toMatchObject([
      {
        code: 'vitals.long-task-grew',
        metric: 'tbt',
        location: 'app-*.js',
        current: 480,
        target: 120,
        evidence: { from: 120, to: 480, tasks: 1, bytes: 157_000, bytesBefore: 60_000 },
      },
    ]);
    expect(codes(explainPage({}, head, { 'unused-javascript': 60_000, bytes: 97_000 }))).toEqual([
      ['unused-javascript-grew', 'app-*.js', 'medium'],
    ]);
  });

  test('several tasks of one script are one finding', () => {
    const longTasks = [110, 120, 130].map((durationMs) => ({ url: '/assets/app-BvKxQzP1.js', durationMs }));
    expect(explainPage({}, { longTasks }, { tbt: 140 })).toMatchObject([
      { code: 'vitals.long-task-grew', current: 360, target: 120, evidence: { tasks: 3 } },
    ]);
  });

  test('an image that is found late is one finding', () => {
    const lazy = {
      lcp: {
        ...HERO,
        undiscovered: ['priorityHinted', 'eagerlyLoaded'],
        phases: { ...PHASES, resourceLoadDelay: 400 },
      },
    };
    expect(explainPage({}, lazy, { 'lcp-undiscovered': 1, lcp: 370 })).toMatchObject([
      {
        code: 'vitals.lcp-undiscovered',
        metric: 'lcp',
        location: 'hero.jpg',
        evidence: { checks: ['eagerlyLoaded'] },
        suggestion: { code: 'load-eagerly' },
      },
    ]);
  });

  test('many new files are counted, but for the largest', () => {
    const icons = Array.from({ length: 9 }, (_, index) => request(`/icons/${index}.svg`, 'image', 300 + index));
    const [, , , counted, ...others] = explainPage(
      {},
      { requests: [...REQUESTS, ...icons] },
      { requests: 9, 'image-requests': 9 },
    );
    expect(others).toEqual([]);
    expect(counted).toMatchObject({
      code: 'vitals.requests-grew',
      metric: 'requests',
      evidence: { requests: 6, types: [{ type: 'image', requests: 6 }] },
    });
  });
});

describe('a symptom is reported if no cause is known:', () => {
  test('another largest element is reported if no cause is known', () => {
    expect(explainPage({}, { lcp: TEXT }, { lcp: 300 })).toMatchObject([
      { code: 'vitals.lcp-element-changed', location: 'main > h1', evidence: { from: 'main > img.hero' } },
    ]);
  });

  test('a part of the LCP that grew is reported if no cause is known', () => {
    const lcp = { ...HERO, phases: { ...PHASES, elementRenderDelay: 420 } };
    expect(explainPage({}, { lcp }, { lcp: 390 })).toMatchObject([
      {
        code: 'vitals.lcp-phase-grew',
        metric: 'lcp',
        current: 420,
        target: 40,
        evidence: { phase: 'elementRenderDelay' },
      },
    ]);
  });

  test('a page that shows its content later only as observed says what simulated throttling does not see', () => {
    const lcp = { ...HERO, phases: { ...PHASES, resourceLoadDelay: 1_530 } };
    const [base, head] = [{ values: { 'observed-lcp': 169 } }, { lcp, values: { 'observed-lcp': 1_724 } }];
    expect(explainPage(base, head, { 'observed-lcp': 1_555 })).toMatchObject([
      {
        code: 'vitals.waits-unseen',
        metric: 'observed-lcp',
        current: 1_724,
        target: 169,
        location: 'main > img.hero',
      },
    ]);
    expect(explainPage(base, head, { 'observed-lcp': 1_555, lcp: 1_500 })).not.toContainEqual(
      expect.objectContaining({ code: 'vitals.waits-unseen' }),
    );
  });

  test('a document that the server takes longer for is a cause, and goes before them', () => {
    const lcp = { ...HERO, phases: { ...PHASES, timeToFirstByte: 608 } };
    expect(explainPage({}, { lcp }, { ttfb: 600, lcp: 610, fcp: 600 })).toMatchObject([
      {
        code: 'vitals.lcp-phase-grew',
        impact: 'high',
        evidence: { phase: 'timeToFirstByte', metrics: ['ttfb', 'lcp', 'fcp'] },
      },
    ]);
  });
});

test('a file that takes the place of another is held against that', () => {
  const requests = [...without('/img/logo.svg'), request('/img/mark.svg', 'image', 43_000)];
  expect(explainPage({}, { requests }, { bytes: 40_000, 'image-bytes': 40_000 })).toMatchObject([
    { code: 'vitals.resource-grew', location: 'mark.svg', target: 3_000, evidence: { was: 'logo.svg', new: false } },
  ]);
  const two = [...requests, request('/img/more.svg', 'image', 3_000)];
  expect(explainPage({}, { requests: two }, { bytes: 43_000, 'image-bytes': 43_000 })[0]).toMatchObject({
    location: 'mark.svg',
    target: null,
    evidence: { was: null, new: true },
  });
});

test('what a click does goes before symptoms of loading that are as grave', () => {
  const interactions = [aClick({ inpMs: 260, longTasks: [{ url: '/', durationMs: 230 }] })];
  const head = { interactions, lcp: { ...HERO, phases: { ...PHASES, elementRenderDelay: 420 } } };
  const found = explainPage({}, head, { lcp: 390, [`inp of ${STEP}`]: 196 });
  expect(codes(found)).toEqual([
    ['interaction-slower', 'button#add', 'high'],
    ['lcp-phase-grew', 'main > img.hero', 'high'],
  ]);
  expect(found[0]?.evidence).toMatchObject({ url: '/', script: null });
});

test('two faults are two findings, the higher impact first', () => {
  const head = {
    requests: [...REQUESTS, THIRD],
    shifts: [{ selector: 'main > p', score: 0.2 }],
  };
  expect(codes(explainPage({}, head, { cls: 0.2, 'third-parties': 1, requests: 1 }))).toEqual([
    ['layout-shift-new', 'main > p', 'critical'],
    ['third-party-new', 'tag.example.com/tag.js', 'medium'],
  ]);
});

test('addresses that are none, and elements without a name, do no harm', () => {
  const odd = [
    '',
    'data:image/png;base64,AAAA',
    'Unattributable',
    'http://',
    '//x',
    '/%',
    'blob:http://a/b',
    '/?',
    'about:blank',
  ];
  const head = {
    requests: odd.map((url) => ({ ...request(url, '', Number.NaN), thirdParty: url })),
    renderBlocking: odd.map((url) => ({ url, bytes: Number.NaN, wastedMs: Number.NaN })),
    blockingFonts: odd.map((url) => ({ url, wastedMs: -1 })),
    unsizedImages: odd.map((url) => ({ url, selector: '' })),
    unusedJavascript: odd.map((url) => ({ url, bytes: -1 })),
    longTasks: odd.map((url) => ({ url, durationMs: 900 })),
    shifts: odd.map((selector) => ({ selector, score: 0.1, cause: { what: 'font', place: null } as const })),
    lcp: { element: null, url: 'data:,', phases: { odd: Number.NaN }, undiscovered: odd },
  };
  const worse = {
    lcp: 900,
    tbt: 900,
    cls: 0.9,
    requests: 9,
    bytes: 9_000,
    'third-parties': 9,
    'render-blocking': 9,
    'blocking-fonts': 9,
  };
  expect(JSON.parse(JSON.stringify(explainPage({}, head, worse)))).toBeInstanceOf(Array);
});
