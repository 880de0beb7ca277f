import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findChromium } from '../../../../src/checks/vitals/browser/chromium.ts';
import type { PageLog } from '../../../../src/checks/vitals/visit/page-log.ts';
import {
  html,
  PAGE,
  processesOf,
  site,
  startVisit,
  until,
  type VisitProcess,
} from '../../../support/browser/visit-process.ts';

const ENTRY = join(import.meta.dirname, '../../../../src/checks/vitals/visit/lighthouse.ts');

// For some pages Lighthouse waits 30 s: others are visited meanwhile.
/** What is the same at every visit. */
const untimed = (log: PageLog) => ({ ...log, requests: log.requests.map(({ time: _, ...facts }) => facts) });

describe.skipIf(process.platform !== 'linux')('the process of one visit', { concurrent: true }, () => {
  it('the process of visits sends what Lighthouse found out about a page each time, and ends Chromium with it', async () => {
    await using page = await site(html(PAGE));
    await using visit = await startVisit(ENTRY, { url: page.url });
    const answer = await visit.answer;
    if (!answer?.ok) throw new Error(JSON.stringify(answer));
    expect(answer.lhr.finalDisplayedUrl).toBe(page.url);
    expect(answer.lhr.configSettings).toMatchObject({ formFactor: 'mobile', throttlingMethod: 'simulate' });
    expect(answer.lhr.audits['cumulative-layout-shift']?.numericValue).toBeGreaterThan(0); // 800 ms after the load
    expect(answer).toMatchObject({ interactions: [], trace: null });
    expect(answer.lhr.audits['largest-contentful-paint']?.numericValue).toBeGreaterThan(0);
    expect(Object.values(answer.lhr.audits).filter((audit) => audit.scoreDisplayMode === 'error')).toEqual([]);
    await until(() => processesOf(visit.profile).every((pid) => pid === visit.child.pid));
    const next = await visit.again();
    expect(next?.ok && untimed(next.log)).toEqual(untimed(answer.log));
    expect(next?.ok && Object.keys(next.lhr.audits)).toEqual(Object.keys(answer.lhr.audits));
    visit.child.disconnect();
    await visit.ended;
    await until(() => processesOf(visit.profile).length === 0);
  });

  it('the process of a visit emulates a desktop where asked, and gives all that Lighthouse has', async () => {
    await using page = await site(html(PAGE));
    await using visit = await startVisit(ENTRY, { url: page.url, device: 'desktop', full: true });
    const answer = await visit.answer;
    if (!answer?.ok) throw new Error(JSON.stringify(answer));
    expect(answer.lhr.configSettings).toMatchObject({
      formFactor: 'desktop',
      screenEmulation: { mobile: false },
      throttling: { rttMs: 40 },
    });
    expect(answer.lhr.fullPageScreenshot?.screenshot.data).toMatch(/^data:image/);
    expect(answer.lhr.audits['screenshot-thumbnails']?.details).toMatchObject({ type: 'filmstrip' });
    expect(answer.lhr.audits['final-screenshot']?.details).toMatchObject({ type: 'screenshot' });
    const trace = JSON.parse(gunzipSync(Buffer.from(answer.trace ?? '', 'base64')).toString());
    expect(trace.traceEvents.length).toBeGreaterThan(100);
    expect(trace.traceEvents.some(({ cat }: { cat: string }) => cat.includes('timeline.frame'))).toBe(true);
  });

  it('the process of a visit sends requests to the page’s server only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lighthouse-test-log-'));
    const found = findChromium();
    if ('problem' in found) throw new Error(found.problem);
    const log = join(folder, 'net.json');
    const logging = join(folder, 'chromium');
    writeFileSync(logging, `#!/bin/sh\nexec '${found.path}' --log-net-log='${log}' "$@"\n`);
    chmodSync(logging, 0o755);
    await using page = await site(html(PAGE));
    await using visit = await startVisit(ENTRY, { url: page.url, chromium: logging });
    expect(await visit.answer).toMatchObject({ ok: true });
    const urls = [...readFileSync(log, 'utf8').matchAll(/"url":"([^"]+)"/g)].map((match) => new URL(match[1] ?? ''));
    expect(urls.map((url) => url.href)).toContain(page.url);
    const elsewhere = urls.filter((url) => /^(https?|wss?):$/.test(url.protocol) && url.hostname !== '127.0.0.1');
    expect(elsewhere.map((url) => url.href)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('the process of a visit reports the status of a page that is an error', async () => {
    await using page = await site(html('<h1>Broken</h1>', 500));
    await using visit = await startVisit(ENTRY, { url: page.url });
    expect(await visit.answer).toEqual({
      ok: false,
      code: 'ERRORED_DOCUMENT_REQUEST',
      message: 'The server answered with status 500.',
      status: 500,
      output: null,
    });
  });

  it('the process of a visit reports that a page painted nothing', async () => {
    await using page = await site(html('<!doctype html><title>Nothing</title>'));
    await using visit = await startVisit(ENTRY, { url: page.url });
    expect(await visit.answer).toMatchObject({ ok: false, code: 'NO_FCP', message: 'The page painted nothing.' });
  });

  it('a page that polls for ever is measured without waiting for it, and its requests are named', async () => {
    const poll =
      "<h1>News</h1><script>(async function poll() { await fetch('/news').catch(() => {}); poll(); })()</script>";
    await using page = await site((request, response) => {
      if (request.url !== '/news') html(`<!doctype html><title>News</title>${poll.repeat(3)}`)(request, response);
    });
    await using visit = await startVisit(ENTRY, { url: page.url });
    const answer = await visit.answer;
    expect(answer).toMatchObject({ ok: true, unsettled: { isLoaded: true, urls: [`${page.url}news`] } });
    expect(answer?.ok && answer.lhr.audits['largest-contentful-paint']?.numericValue).toBeGreaterThan(0);
  });

  it('a page that loads itself again and again is measured at its second load', async () => {
    let loads = 0;
    await using page = await site((request, response) => {
      if (request.url === '/') loads++;
      html(`${PAGE}<script>setTimeout(() => location.reload(), 300)</script>`)(request, response);
    });
    await using visit = await startVisit(ENTRY, { url: page.url });
    const answer = await visit.answer;
    expect(answer).toMatchObject({ ok: true, reloaded: true });
    expect(answer?.ok && answer.lhr.audits['largest-contentful-paint']?.numericValue).toBeGreaterThan(0);
    expect(loads).toBeLessThan(5);
  });

  it('a page that loads itself again before its load event is not waited for', async () => {
    await using page = await site(
      html(PAGE.replace('</title>', '</title><h1>Hi</h1><script>location.reload()</script>')),
    );
    await using visit = await startVisit(ENTRY, { url: page.url });
    expect(await visit.answer).toMatchObject({ ok: true, reloaded: true, unsettled: null });
  });

  it('the process of a visit reports that its document is a download', async () => {
    await using page = await site((_, response) => {
      response.writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment' }).end('zip');
    });
    await using visit = await startVisit(ENTRY, { url: page.url });
    const message = 'The server sent a file to download (application/zip).';
    expect(await visit.answer).toMatchObject({ ok: false, code: 'NO_PAGE', message });
  });

  it('the process of a visit reports that the connection broke in the middle of its document', async () => {
    await using page = await site((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': 10_000 });
      response.write(PAGE, () => response.socket?.destroy());
    });
    await using visit = await startVisit(ENTRY, { url: page.url });
    const message = 'The page could not be loaded: net::ERR_CONTENT_LENGTH_MISMATCH.';
    expect(await visit.answer).toMatchObject({ ok: false, code: 'FAILED_DOCUMENT_REQUEST', message });
  });

  it('a blocked request is neither made nor counted', async () => {
    const asked: string[] = [];
    await using page = await site((request, response) => {
      asked.push(request.url ?? '');
      html(`${PAGE}<script src="/track/tag.js"></script><script src="/app.js"></script>`)(request, response);
    });
    await using visit = await startVisit(ENTRY, { url: page.url, block: ['*/track/*'] });
    const answer = await visit.answer;
    if (!answer?.ok) throw new Error(JSON.stringify(answer));
    expect(answer.log.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/', '/app.js']);
    expect(asked).toContain('/app.js');
    expect(asked).not.toContain('/track/tag.js');
  });

  it('the process of a visit reports that a server does not answer', async () => {
    await using visit = await startVisit(ENTRY, { url: 'http://127.0.0.1:1/' });
    expect(await visit.answer).toMatchObject({ ok: false, status: null });
  });

  it('the process of a visit reports why a browser did not start', async () => {
    await using visit = await startVisit(ENTRY, { url: 'http://127.0.0.1:1/', chromium: '/no/such/chromium' });
    expect(await visit.answer).toMatchObject({
      ok: false,
      code: 'BROWSER_NOT_STARTED',
      message: expect.stringContaining('/no/such/chromium'),
    });
  });

  it('the process of a visit gives the last lines of a browser that ends at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lighthouse-test-browser-'));
    const broken = join(folder, 'chromium');
    writeFileSync(broken, '#!/bin/sh\necho "libnss3.so: cannot open shared object file" >&2\nexit 127\n');
    chmodSync(broken, 0o755);
    await using visit = await startVisit(ENTRY, { url: 'http://127.0.0.1:1/', chromium: broken });
    expect(await visit.answer).toEqual({
      ok: false,
      code: 'BROWSER_NOT_STARTED',
      message: 'Chromium did not start. It ended with exit code 127.',
      status: null,
      output: 'libnss3.so: cannot open shared object file',
    });
    rmSync(folder, { recursive: true });
  });

  it('the process of a visit reports that Chromium died', async () => {
    await using visit = await hangingVisit();
    process.kill(Number(readFileSync(join(visit.profile, 'chrome.pid'), 'utf8')), 'SIGKILL');
    expect(await visit.answer).toMatchObject({
      ok: false,
      code: 'BROWSER_DIED',
      message: 'Chromium died. It ended with signal SIGKILL.',
    });
    await visit.ended;
    await until(() => processesOf(visit.profile).length === 0);
  });

  it('the process of a visit reports that the page crashed, and in which step', async () => {
    const pay = { action: 'click', on: { by: 'css', css: '#pay', written: '#pay' } } as const;
    let crash = () => {};
    await using page = await site((request, response) => {
      if (request.url === '/crash') crash();
      else html(`${PAGE}<button id=pay onclick="fetch('/crash')">Pay</button>`)(request, response);
    });
    await using visit = await startVisit(ENTRY, { url: page.url, interactions: [pay] });
    crash = () => {
      const renderers = processesOf(visit.profile).filter((pid) => commandLine(pid).includes('--type=renderer'));
      for (const pid of renderers) process.kill(pid, 'SIGKILL');
    };
    const message = 'The tab crashed (during the step click #pay).';
    expect(await visit.answer).toMatchObject({ ok: false, code: 'TARGET_CRASHED', message });
  });

  it('the process of a visit reports that the memory of the page’s tab was full', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lighthouse-test-memory-'));
    const found = findChromium();
    if ('problem' in found) throw new Error(found.problem);
    const small = join(folder, 'chromium');
    writeFileSync(small, `#!/bin/sh\nexec '${found.path}' --js-flags=--max-old-space-size=50 "$@"\n`);
    chmodSync(small, 0o755);
    const fill = 'setTimeout(() => { for (const kept = []; ; ) kept.push(new Array(1e6).fill(kept.length)); }, 300)';
    await using page = await site(html(`${PAGE}<script>${fill}</script>`));
    await using visit = await startVisit(ENTRY, { url: page.url, chromium: small });
    const message = 'The tab ran out of memory and crashed: Reached heap limit.';
    expect(await visit.answer).toMatchObject({ ok: false, code: 'OUT_OF_MEMORY', message });
    rmSync(folder, { recursive: true });
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
    'the process of a visit takes its Chromium along when it gets %s',
    async (signal) => {
      await using visit = await hangingVisit();
      expect(processesOf(visit.profile).length).toBeGreaterThan(1);
      visit.child.kill(signal);
      expect(await visit.answer).toBeNull();
      await until(() => processesOf(visit.profile).length === 0);
    },
  );

  it('the process of a visit ends with its Chromium when its parent is gone', async () => {
    await using visit = await hangingVisit();
    expect(processesOf(visit.profile).length).toBeGreaterThan(1);
    visit.child.disconnect();
    await visit.ended;
    await until(() => processesOf(visit.profile).length === 0);
  });
});

const commandLine = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it has ended
  }
};

/** A visit of a page that never comes to an end, once Chromium has asked for it. */
async function hangingVisit(): Promise<VisitProcess> {
  const asked = Promise.withResolvers<void>();
  const page = await site(() => asked.resolve());
  const visit = await startVisit(ENTRY, { url: page.url });
  await asked.promise;
  return {
    ...visit,
    async [Symbol.asyncDispose]() {
      await visit[Symbol.asyncDispose]();
      await page[Symbol.asyncDispose]();
    },
  };
}
