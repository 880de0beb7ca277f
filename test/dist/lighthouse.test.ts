import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stepsSchema } from '../../src/checks/vitals/steps/schema.ts';
import type { LighthouseRequest } from '../../src/checks/vitals/visit/messages.ts';
import { html, PAGE, processesOf, site, startVisit, until } from '../support/browser/visit-process.ts';

/** A shop that sells once its banner was clicked away. */
const FORM = `<!doctype html><html lang="en"><title>Shop</title><meta name="viewport" content="width=device-width">
<div id="banner"><button onclick="localStorage.accepted = 1; banner.remove()">Accept</button></div>
<script>if (localStorage.accepted) banner.remove();</script>
<h1>Shoes</h1><button id="buy">Buy</button><input id="search" aria-label="Search">
<select id="size" aria-label="Size"><option>Small</option><option>Large</option></select>
<div style="height: 2000px"></div><p id="footer">The end</p>
<script>
buy.addEventListener('click', () => {
  if (!localStorage.accepted) return;
  for (const until = performance.now() + 150; performance.now() < until; );
  setTimeout(() => buy.insertAdjacentHTML('afterend', '<p id="bought">Thanks</p>'), 200);
});
</script>`;

describe.skipIf(process.platform !== 'linux')('the bundle of Lighthouse', () => {
  let alone: string;
  beforeAll(() => {
    alone = mkdtempSync(join(tmpdir(), 'lighthouse-bundle-test-'));
    for (const name of ['lighthouse.js', 'lighthouse-html.js', 'package.json']) {
      cpSync(join(inject('dist'), name), join(alone, name));
    }
  });
  afterAll(() => rmSync(alone, { recursive: true }));

  async function wholeResult(entry: string, url: string, more: Partial<LighthouseRequest> = {}) {
    await using visit = await startVisit(entry, { url, ...more });
    const answer = await visit.answer;
    if (!answer?.ok) throw new Error(JSON.stringify(answer));
    const { audits } = answer.lhr;
    expect(Object.values(audits).filter((audit) => audit.scoreDisplayMode === 'error')).toEqual([]);
    expect(Object.keys(audits).length).toBeGreaterThan(40);
    expect(audits['largest-contentful-paint']?.numericValue).toBeGreaterThan(0);
    visit.child.disconnect();
    await visit.ended;
    await until(() => processesOf(visit.profile).length === 0);
    return answer;
  }

  it('visits a page, takes every step on it and shows it, with nothing beside it', async () => {
    await using page = await site(html(FORM));
    const { lhr, interactions, trace } = await wholeResult(join(alone, 'lighthouse.js'), page.url, {
      full: true,
      before: stepsSchema.parse([
        { click: 'role=button[name="Accept"]' },
        { select: { from: '#size', option: 'Large' } },
        { press: { key: 'Tab', on: '#size' } },
        { scroll: '#footer' },
        { hover: 'text=Buy' },
      ]),
      interactions: stepsSchema.parse([
        { click: 'text=Buy' },
        { 'wait-for': '#bought' },
        { type: { into: '#search', text: 'Shoe' } },
      ]),
      access: { headers: { 'x-preview': 'yes' }, cookies: { session: 'yes' }, basicAuth: null },
    });

    expect(interactions.map((one) => (one.ok ? one.step : one.failure))).toEqual([
      'click text=Buy',
      'type into #search',
    ]);
    const [click] = interactions;
    if (!click?.ok) throw new Error('no click');
    expect(click.target).toBe('#buy');
    expect(click.lhr.audits['interaction-to-next-paint']?.numericValue).toBeGreaterThan(100);

    expect(lhr.fullPageScreenshot?.screenshot.data).toMatch(/^data:image\//);
    const { traceEvents } = JSON.parse(gunzipSync(Buffer.from(trace ?? '', 'base64')).toString());
    expect(traceEvents.length).toBeGreaterThan(100);
    const { lighthouseHtml } = await import(pathToFileURL(join(alone, 'lighthouse-html.js')).href);
    const report = lighthouseHtml(lhr, 'Shop', 'A visit.');
    expect(report).toContain('<title>Shop</title>');
    expect(report).toContain('__initLighthouseReport__');
    expect(report).toContain('"screenshot-thumbnails"');
  });

  it('visits a page where modules of Lighthouse lie in reach', async () => {
    const entry = join(alone, 'project/dist/lighthouse.js');
    cpSync(join(alone, 'lighthouse.js'), entry);
    cpSync(join(alone, 'package.json'), join(alone, 'project/dist/package.json'));
    const logger = join(alone, 'project/node_modules/lighthouse-logger');
    mkdirSync(logger, { recursive: true });
    writeFileSync(join(logger, 'package.json'), '{"name":"lighthouse-logger","version":"0.0.0","main":"index.js"}');
    writeFileSync(join(logger, 'index.js'), 'throw new Error("not this one")');
    await using page = await site(html(PAGE));
    await wholeResult(entry, page.url);
  });

  it('reports an error of the page as the sources do', async () => {
    await using page = await site(html('<h1>Gone</h1>', 503));
    await using visit = await startVisit(join(alone, 'lighthouse.js'), { url: page.url });
    expect(await visit.answer).toMatchObject({ ok: false, code: 'ERRORED_DOCUMENT_REQUEST', status: 503 });
  });
});
