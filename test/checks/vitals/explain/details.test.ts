import { expect, test } from 'vitest';
import { details } from '../../../../src/checks/vitals/explain/details.ts';
import { aClick, aPage, HERO, METRICS, REQUESTS, request, STEP, THIRD } from '../../../support/browser/a-page.ts';

const base = aPage();
const head = aPage({ requests: [...REQUESTS, THIRD] });
const of = (metric: string, part: string | null = null) => details({ metric, part }, { base, head });

test('an LCP carries its element, its parts and what blocks it', () => {
  expect(of('lcp')?.head).toEqual({
    element: HERO.element,
    url: '/img/hero.jpg',
    phases: HERO.phases,
    undiscovered: ['priorityHinted'],
    renderBlocking: [{ url: '/assets/style-CD5neIF8.css', bytes: 9_000, wastedMs: 150 }],
  });
});

test('a fact carries the files behind it, the largest first', () => {
  expect(of('third-party-requests')).toEqual({
    base: { files: [], moreFiles: 0 },
    head: { files: [THIRD], moreFiles: 0 },
  });
  expect(of('third-party-bytes')?.head).toEqual({ files: [THIRD], moreFiles: 0 });
  expect(of('image-bytes')?.head).toMatchObject({ files: [{ url: '/img/hero.jpg' }, { url: '/img/logo.svg' }] });
  expect(of('requests')?.base).toMatchObject({ files: { length: 5 } });
  expect(of('render-blocking')?.base).toMatchObject({ files: [{ url: '/assets/style-CD5neIF8.css' }] });
});

test('an INP carries the parts and the target of its interaction, and only of that', () => {
  expect(of('inp', STEP)?.head).toEqual({
    inpMs: 64,
    parts: { inputDelayMs: 2, processingMs: 12, presentationMs: 50 },
    target: 'button#add',
    hit: '<button id="add">',
    longTasks: [],
  });
  expect(of('cls', STEP)?.head).toEqual({ shifts: [] });
  expect(of('cls')?.head).toEqual({ shifts: [{ selector: 'footer', score: 0.004 }] });
  expect(of('inp', 'click text=Pay, now')).toBeNull();
  const named = { ...base, interactions: [aClick({ step: 'click text=Pay, now' })] };
  expect(details({ metric: 'inp', part: 'click text=Pay, now' }, { base: null, head: named })).toMatchObject({
    base: null,
    head: { inpMs: 64 },
  });
});

test('what has nothing behind it carries nothing', () => {
  expect(of('speed-index')).toBeNull();
  expect(of('constructor')).toBeNull();
  expect(details({ metric: 'lcp', part: null }, { base: null, head: null })).toBeNull();
});

test('whatever a page writes, it is small and plain data', () => {
  const long = 'é'.repeat(50_000);
  const rows = Array.from({ length: 500 }, (_, index) => index);
  const huge = aPage({
    lcp: { element: { selector: long, snippet: long }, url: `/${long}`, phases: {}, undiscovered: [] },
    requests: rows.map((index) => request(`/${index}${long}`, 'image', index)),
    shifts: rows.map((score) => ({ selector: long, score })),
    longTasks: rows.map((durationMs) => ({ url: long, durationMs })),
    renderBlocking: rows.map((bytes) => ({ url: long, bytes, wastedMs: 1 })),
    unusedJavascript: rows.map((bytes) => ({ url: long, bytes })),
    interactions: [aClick({ target: long, longTasks: rows.map((durationMs) => ({ url: long, durationMs })) })],
  });
  for (const { id } of METRICS) {
    for (const part of [null, STEP]) {
      const written = JSON.stringify(details({ metric: id, part }, { base: huge, head: huge }));
      expect(written.length, `${part} ${id}`).toBeLessThan(25_000);
    }
  }
});
