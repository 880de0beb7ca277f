import type { Worsened } from '../../../src/checks/explanation.ts';
import type { InteractionEvidence, PageRequest, VitalsEvidence } from '../../../src/checks/vitals/evidence.ts';
import { explain } from '../../../src/checks/vitals/explain/explain.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Metric } from '../../../src/model/metric.ts';
import { aMetric } from '../plans/a-plan.ts';

/** Pages for tests: what is not given is that of a page with a hero image, a stylesheet and a script. */

export const THIRD = {
  url: 'https://tag.example.com/tag.js',
  type: 'script',
  bytes: 45_000,
  thirdParty: 'Example Tag',
};

export const request = (url: string, type: string, bytes: number): PageRequest => ({
  url,
  type,
  bytes,
  thirdParty: null,
});

export const REQUESTS: readonly PageRequest[] = [
  request('/', 'document', 4_000),
  request('/assets/style-CD5neIF8.css', 'stylesheet', 9_000),
  request('/assets/app-BvKxQzP1.js', 'script', 60_000),
  request('/img/hero.jpg', 'image', 120_000),
  request('/img/logo.svg', 'image', 3_000),
];

export const without = (...urls: string[]) => REQUESTS.filter(({ url }) => !urls.includes(url));

export const PHASES = { timeToFirstByte: 8, resourceLoadDelay: 30, resourceLoadDuration: 12, elementRenderDelay: 40 };

export const HERO: VitalsEvidence['lcp'] = {
  element: { selector: 'main > img.hero', snippet: '<img class="hero" src="/img/hero.jpg">' },
  url: '/img/hero.jpg',
  phases: PHASES,
  undiscovered: ['priorityHinted'],
};

export const TEXT: VitalsEvidence['lcp'] = {
  element: { selector: 'main > h1', snippet: '<h1>' },
  url: null,
  phases: { timeToFirstByte: 8, elementRenderDelay: 60 },
  undiscovered: [],
};

export const aPage = (given: Partial<VitalsEvidence> = {}): VitalsEvidence => ({
  round: 0,
  values: { lcp: 1_900, fcp: 1_200, tbt: 80, cls: 0 },
  landed: '/',
  lcp: HERO,
  lost: [],
  requests: REQUESTS,
  renderBlocking: [{ url: '/assets/style-CD5neIF8.css', bytes: 9_000, wastedMs: 150 }],
  blockingFonts: [],
  unsizedImages: [],
  unusedJavascript: [{ url: '/assets/app-BvKxQzP1.js', bytes: 20_000 }],
  longTasks: [
    { url: '/assets/app-BvKxQzP1.js', durationMs: 120 },
    { url: '/', durationMs: 60 },
  ],
  shifts: [{ selector: 'footer', score: 0.004 }],
  scripts: [{ url: '/assets/app-BvKxQzP1.js', cpuMs: 180 }],
  mainThreadMs: 600,
  interactions: [aClick()],
  lhr: new Uint8Array(),
  ...given,
});

export const STEP = 'click text=Add to cart';

export const aClick = (given: Partial<InteractionEvidence> = {}): InteractionEvidence => ({
  step: STEP,
  inpMs: 64,
  parts: { inputDelayMs: 2, processingMs: 12, presentationMs: 50 },
  target: 'button#add',
  hit: '<button id="add">',
  longTasks: [],
  shifts: [],
  ...given,
});

const metric = (id: string, unit: Metric['unit'], floor: number, given: Partial<Metric> = {}): Metric => {
  const kind = unit === 'ms' || unit === 'score' ? 'sampled' : 'fact';
  return aMetric(id, { unit, floor, kind, gates: false, ...given });
};

const quiet = { quiet: true } as const;
const gates = { gates: true } as const;
const TYPES = ['document', 'script', 'stylesheet', 'image', 'font', 'media', 'other'];

export const METRICS: readonly Metric[] = [
  metric('lcp', 'ms', 150, gates),
  metric('cls', 'score', 0.02, gates),
  metric('tbt', 'ms', 50, gates),
  metric('inp', 'ms', 40, { gates: true, appliesTo: 'parts' }),
  ...['fcp', 'speed-index', 'ttfb', 'observed-lcp', 'first-paint', 'load'].map((id) => metric(id, 'ms', 50)),
  ...['requests', 'render-blocking', 'third-party-requests'].map((id) => metric(id, 'count', 1)),
  metric('bytes', 'B', 1_000),
  ...TYPES.flatMap((type) => [
    metric(`${type}-bytes`, 'B', 1_000, quiet),
    metric(`${type}-requests`, 'count', 1, quiet),
  ]),
  ...['third-party-bytes', 'unused-javascript'].map((id) => metric(id, 'B', 1_000, quiet)),
  ...['third-parties', 'blocking-fonts', 'unsized-images', 'lcp-undiscovered'].map((id) =>
    metric(id, 'count', 1, quiet),
  ),
];

const page = { name: 'home', variant: 'mobile', settings: { device: 'mobile' }, metrics: METRICS } as const;

/** @param worse metric → by how much; of an interaction `inp of …` */
export function explainPage(
  base: Partial<VitalsEvidence>,
  head: Partial<VitalsEvidence>,
  worse: Readonly<Record<string, number>>,
): Finding[] {
  const list = Object.entries(worse).map(([key, absolute]): Worsened => {
    const [metric = '', step] = key.split(' of ');
    return { metric, part: step ?? null, absolute };
  });
  return explain(page, { base: aPage(base), head: aPage(head) }, list);
}

export const explainSides = (base: VitalsEvidence | null, head: VitalsEvidence | null, worse: readonly Worsened[]) =>
  explain(page, { base, head }, worse);

export const codes = (findings: readonly Finding[]) =>
  findings.map(({ code, location, impact }) => [code.replace('vitals.', ''), location, impact]);
