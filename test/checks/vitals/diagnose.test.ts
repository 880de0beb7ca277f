import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { launch } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiagnoseRequest } from '../../../src/checks/explanation.ts';
import { NO_ACCESS } from '../../../src/checks/vitals/access/access.ts';
import { findChromium, findSandbox } from '../../../src/checks/vitals/browser/chromium.ts';
import { diagnose } from '../../../src/checks/vitals/diagnose.ts';
import type { VitalsEvidence } from '../../../src/checks/vitals/evidence.ts';
import { metricsOn } from '../../../src/checks/vitals/metrics.ts';
import type { PageSettings } from '../../../src/checks/vitals/settings.ts';
import type { Side, Subject } from '../../../src/model/subject.ts';
import { masked } from '../../../src/text/mask.ts';
import { site } from '../../support/browser/visit-process.ts';

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'diagnose-test-'));
});
afterEach(() => rmSync(temporary, { recursive: true }));

const subject: Subject<PageSettings> = {
  name: 'Our <home>',
  variant: 'mobile',
  settings: {
    server: 'site',
    path: '/',
    device: 'mobile',
    throttling: 'simulate',
    before: [],
    block: [],
    interactions: [],
    access: NO_ACCESS,
  },
  server: 'site',
  metrics: metricsOn('mobile'),
};

/** A visit of which only Lighthouse's result matters here, and little of that. */
const evidence = (finalDisplayedUrl: string, round = 0): VitalsEvidence => ({
  round,
  values: {},
  landed: '/',
  lcp: { element: null, url: null, phases: {}, undiscovered: [] },
  lost: [],
  requests: [],
  renderBlocking: [],
  blockingFonts: [],
  unsizedImages: [],
  unusedJavascript: [],
  longTasks: [],
  shifts: [],
  scripts: [],
  mainThreadMs: 0,
  interactions: [],
  lhr: gzipSync(JSON.stringify({ finalDisplayedUrl, audits: {}, categories: {}, runWarnings: [] })),
});

const request = (some: Partial<DiagnoseRequest<VitalsEvidence>>): DiagnoseRequest<VitalsEvidence> => ({
  evidence: { base: evidence('http://base/'), head: evidence('http://head/', 3) },
  head: { side: 'head', directory: temporary, startedAt: 0, settings: subject.settings, build: null },
  base: { side: 'base', directory: temporary, startedAt: 0, settings: subject.settings, build: null },
  worse: true,
  worsened: [],
  willBeStored: false,
  mayInspect: false,
  serve: () => Promise.reject(new Error('nobody is to be served')),
  temporary,
  signal: new AbortController().signal,
  ...some,
});

const PLAIN = ['Our-home-mobile-base.html', 'Our-home-mobile-head.html'];

it("the diagnosis of a page leaves Lighthouse's report of each side's visit", async () => {
  const given = request({ worse: false });
  const { files, notes, evidence } = await diagnose(subject, given);
  expect(files.map(({ name }) => name)).toEqual(PLAIN);
  expect(files.map(({ title }) => title)).toEqual([
    "Lighthouse's report of Our <home>, mobile, base: round 1, nearest to the medians",
    "Lighthouse's report of Our <home>, mobile, head: round 4, nearest to the medians",
  ]);
  expect(files[1]?.content).toContain('"finalDisplayedUrl":"http://head/"');
  expect(files[1]?.content).toContain(
    "<title>Lighthouse's report of Our &lt;home>, mobile, head: round 4, nearest to the medians</title>",
  );
  expect(files[1]?.content).toContain('"This is a visit that was judged, of round 4, nearest to the medians."');
  expect(notes).toEqual([]);
  expect(evidence).toBe(given.evidence);
});

it('the diagnosis of a page that only head has leaves what there is', async () => {
  const { files } = await diagnose(
    subject,
    request({ worse: false, evidence: { base: null, head: evidence('http://head/') } }),
  );
  expect(files.map(({ name }) => name)).toEqual(PLAIN.slice(1));
});

it('the diagnosis of a page notes that the time was over, and keeps what it has', async () => {
  const signal = AbortSignal.timeout(0);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  const { files, notes } = await diagnose(subject, request({ signal }));
  expect(files.map(({ name }) => name)).toEqual(PLAIN);
  expect(notes).toEqual([
    'No screenshots and trace of Our <home>, mobile, head: the time limit was reached.',
    'No screenshots and trace of Our <home>, mobile, base: the time limit was reached.',
  ]);
});

it('the diagnosis of a page gives up with the run', async () => {
  const signal = AbortSignal.abort(new Error('cancelled'));
  await expect(diagnose(subject, request({ signal }))).rejects.toThrow('cancelled');
});

const ran = (how: number) => `window.ran=${how}`;
/** Whatever a page can put into Lighthouse's result: addresses, texts, attributes, names of marks. */
const HOSTILE = `<!doctype html><html lang="en"><title>&lt;/script>&lt;script>${ran(1)}&lt;/script>\u2028</title>
<link rel="stylesheet" href="/style.css?</script><img/src=x/onerror=${ran(2)}>">
<script src="/script.js?javascript:${ran(3)}"></script>
<h1 id="</script><script>${ran(4)}</script>" class="&quot;><img src=x onerror=${ran(5)}>">
${`[a link](javascript:${ran(6)}) <!--<script>\u2028`.repeat(9)}</h1>
<script>
performance.mark('</scr' + 'ipt><script>${ran(7)}</scr' + 'ipt>');
for (const until = performance.now() + 120; performance.now() < until; );
</script>`;

describe('of a page that got worse', () => {
  it('the diagnosis of a page that got worse leaves screenshots and a trace, in which nothing of the page runs', async () => {
    await using page = await site(({ url = '' }, response) => {
      const type = url.startsWith('/script') ? 'javascript' : url.startsWith('/style') ? 'css' : 'html';
      response.writeHead(200, { 'content-type': `text/${type}` });
      response.end({ javascript: `/* ${'</script>'.repeat(500)} */`, css: 'h1 { color: red }', html: HOSTILE }[type]);
    });
    const events: string[] = [];
    const serve = async (side: Side) => {
      events.push(`${side} is asked for`);
      if (side === 'base') throw new Error('the server site did not start: it has no start script');
      return {
        origin: new URL(page.url).origin,
        pid: null,
        failure: () => null,
        [Symbol.asyncDispose]: async () => void events.push(`${side} is ended`),
      };
    };

    const { files, notes, evidence } = await diagnose(subject, request({ serve }));

    expect(evidence.base?.film).toBeUndefined();
    const { frames = [], endMs = 0 } = evidence.head?.film ?? {};
    for (const { ms, jpeg } of frames) {
      expect(ms).toBeLessThanOrEqual(endMs);
      expect(Buffer.from(jpeg, 'base64').subarray(0, 3).toString('hex')).toBe('ffd8ff');
    }
    expect(new Set(frames.map(({ jpeg }) => jpeg)).size).toBe(frames.length);
    expect(frames.length).toBeGreaterThan(0);
    expect(events).toEqual(['head is asked for', 'head is ended', 'base is asked for']);
    expect(notes).toEqual([
      'No screenshots and trace of Our <home>, mobile, base: the server site did not start: it has no start script.',
    ]);
    expect(files.map(({ name }) => name)).toEqual([
      ...PLAIN,
      'Our-home-mobile-head-screenshots.html',
      'Our-home-mobile-head.trace.json.gz',
    ]);
    const [report, trace] = files.slice(2).map(({ content }) => content);
    const { traceEvents } = JSON.parse(gunzipSync(trace as Buffer).toString());
    expect(traceEvents.some(({ name }: { name: string }) => name === 'largestContentfulPaint::Candidate')).toBe(true);

    // Masked as a run does it: its scripts are then not what Lighthouse wrote.
    const opened = await inChromium(masked(['Largest'])(report as string));
    expect(opened.ran).toBe(undefined);
    expect(opened.blocked).toEqual([]); // nor does the policy keep Lighthouse's own from running
    expect(opened.links.filter((link) => !/^(https?|file):/.test(link))).toEqual([]);
    expect(opened.title).toBe("Lighthouse's report of one more visit of Our <home>, mobile, head, with screenshots");
    expect(opened.text).toContain('its figures are not part of the result');
    expect(opened.text).toContain('*** Contentful Paint');
    expect(opened.text).toContain(`[a link](javascript:${ran(6)})`);
    expect(opened.filmStrip).toBeGreaterThan(3);
  });
});

/** The page, opened from a file as a person does. */
async function inChromium(html: string) {
  const found = findChromium();
  if ('problem' in found) throw new Error(found.problem);
  const file = join(temporary, 'report.html');
  writeFileSync(file, html);
  const sandbox = await findSandbox(found.path);
  const browser = await launch({ executablePath: found.path, args: sandbox.works ? [] : ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const blocked: string[] = [];
    page.on('console', (message) => message.type() === 'error' && blocked.push(message.text()));
    page.on('pageerror', (error) => blocked.push(String(error)));
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('.lh-category');
    return {
      blocked,
      title: await page.title(),
      ran: await page.evaluate('window.ran'),
      text: (await page.evaluate('document.body.textContent')) as string,
      links: (await page.evaluate('[...document.links].map((link) => link.href)')) as string[],
      filmStrip: (await page.evaluate("document.querySelectorAll('.lh-filmstrip__frame').length")) as number,
    };
  } finally {
    await browser.close();
  }
}
