import type { Result } from 'lighthouse';
import { expect, test } from 'vitest';
import { readInteraction } from '../../../../src/checks/vitals/read/interaction.ts';
import { readPage } from '../../../../src/checks/vitals/read/page.ts';
import type { LighthouseSuccess } from '../../../../src/checks/vitals/visit/messages.ts';

const SITE = 'http://127.0.0.1:4000';

/** A result of Lighthouse with these audits. */
const answer = (audits: Readonly<Record<string, unknown>>) => ({
  ok: true as const,
  step: 'click #pay',
  target: '#pay',
  hit: '<button id="pay">',
  lhr: { audits, entities: [] } as unknown as Result,
});

const node = { type: 'node', selector: 'body > p', snippet: '<p>' };

test('An interaction has its INP with its parts, and the shift that it caused', () => {
  const { values, evidence } = readInteraction(
    answer({
      'interaction-to-next-paint': { scoreDisplayMode: 'numeric', numericValue: 240.5 },
      'cumulative-layout-shift': { scoreDisplayMode: 'numeric', numericValue: 0.14 },
      'inp-breakdown-insight': {
        details: {
          items: [
            {
              type: 'table',
              items: [
                { subpart: 'inputDelay', duration: 2 },
                { subpart: 'processingDuration', duration: 220 },
                { subpart: 'presentationDelay', duration: 18.5 },
              ],
            },
            node,
          ],
        },
      },
      'long-tasks': { details: { items: [{ url: `${SITE}/pay.js`, duration: 223, startTime: 12 }] } },
      'layout-shifts': {
        details: {
          items: [
            {
              node,
              score: 0.1,
              subItems: { items: [{ cause: 'Web font loaded', extra: { type: 'url', value: `${SITE}/a.woff2` } }] },
            },
            { score: 0.04 },
          ],
        },
      },
    }),
    SITE,
  );
  expect(values).toEqual({ inp: 240.5, cls: 0.14 });
  expect(evidence).toEqual({
    step: 'click #pay',
    inpMs: 240.5,
    parts: { inputDelayMs: 2, processingMs: 220, presentationMs: 18.5 },
    target: '#pay',
    hit: '<button id="pay">',
    longTasks: [{ url: '/pay.js', durationMs: 223 }],
    shifts: [{ selector: 'body > p', score: 0.1, cause: { what: 'font', place: '/a.woff2' } }],
  });
});

test('What causes no interaction that counts has no INP', () => {
  const { values, evidence } = readInteraction(
    answer({
      'interaction-to-next-paint': { scoreDisplayMode: 'notApplicable' },
      'cumulative-layout-shift': { scoreDisplayMode: 'numeric', numericValue: 0 },
    }),
    SITE,
  );
  expect(values).toEqual({ cls: 0 });
  expect(evidence).toMatchObject({ inpMs: null, parts: null, longTasks: [], shifts: [] });
});

test('An INP whose parts Lighthouse could not tell has none', () => {
  const inp = {
    'interaction-to-next-paint': { numericValue: 90 },
    'inp-breakdown-insight': { details: { items: [] } },
  };
  expect(readInteraction(answer(inp), SITE).evidence).toMatchObject({ inpMs: 90, parts: null });
});

const NOTHING = { requests: [], blockingFonts: [], lcpImage: null };

const pageWith = (audits: Readonly<Record<string, unknown>>, log: LighthouseSuccess['log'] = NOTHING) =>
  readPage(
    {
      ok: true,
      lhr: answer(audits).lhr,
      log,
      interactions: [],
      trace: null,
      unsettled: null,
      calmed: false,
      reloaded: false,
    },
    SITE,
  );

test.each([
  null,
  7,
  'text',
  [],
  [null],
  {},
  { items: null },
  { items: [null, 'row', { node: 4, url: {}, score: 'x' }] },
])('Details of an audit like %j do no harm', (details) => {
  const names = ['long-tasks', 'layout-shifts', 'unsized-images', 'unused-javascript', 'lcp-discovery-insight'];
  const more = ['lcp-breakdown-insight', 'bootup-time', 'metrics', 'inp-breakdown-insight', 'render-blocking-insight'];
  const audits = Object.fromEntries([...names, ...more].map((name) => [name, { details }]));
  expect(() => pageWith(audits)).not.toThrow();
  expect(() => readInteraction(answer(audits), SITE)).not.toThrow();
});

test('A fact whose audit failed is left out, and one whose audit does not apply is zero', () => {
  const { values } = pageWith({
    'unsized-images': { scoreDisplayMode: 'error' },
    'lcp-discovery-insight': { scoreDisplayMode: 'notApplicable' },
  });
  expect(values).toMatchObject({ 'lcp-undiscovered': 0 });
  expect(values).not.toHaveProperty('unsized-images');
  expect(values).not.toHaveProperty('unused-javascript');
});

test('The evidence of a page with very many requests is bounded, and its values count them all', () => {
  const requests = Array.from({ length: 2_000 }, (_, i) => ({
    url: `${SITE}/${i}.js`,
    type: 'Script',
    bytes: 10,
    renderBlocking: true,
    status: 200,
    isCut: false,
    isHtml: false,
  }));
  const { values, evidence } = pageWith({}, { ...NOTHING, requests });
  expect(values).toMatchObject({ requests: 2_000, 'script-bytes': 20_000, 'render-blocking': 2_000 });
  expect(evidence.requests).toHaveLength(500);
  expect(evidence.renderBlocking).toHaveLength(50);
});

test('A page landed where the browser navigated to, whatever its script writes into the address', () => {
  const { lhr } = answer({});
  const at = (given: Partial<Result>) =>
    readPage(
      { lhr: { ...lhr, finalDisplayedUrl: `${SITE}/written`, ...given }, interactions: [], log: NOTHING } as never,
      SITE,
    );
  expect(at({ mainDocumentUrl: `${SITE}/account` }).evidence.landed).toBe('/account');
  expect(at({}).evidence.landed).toBe('/written');
});
