import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html, PAGE, processesOf, site, startVisit, until } from '../checks/vitals/visit-process.ts';
import { buildCopy } from './build.ts';

describe.skipIf(process.platform !== 'linux')('the bundle of Lighthouse', { timeout: 60_000 }, () => {
  let alone: string;
  beforeAll(async () => {
    alone = mkdtempSync(join(tmpdir(), 'lighthouse-bundle-test-'));
    using built = await buildCopy();
    for (const name of ['lighthouse.js', 'package.json']) cpSync(join(built.dist, name), join(alone, name));
  }, 60_000);
  afterAll(() => rmSync(alone, { recursive: true }));

  async function expectWholeResult(entry: string) {
    await using page = await site(html(PAGE));
    await using visit = await startVisit(entry, { url: page.url });
    const answer = await visit.answer;
    if (!answer?.ok) throw new Error(JSON.stringify(answer));
    const { audits } = answer.lhr;
    expect(Object.values(audits).filter((audit) => audit.scoreDisplayMode === 'error')).toEqual([]);
    expect(Object.keys(audits).length).toBeGreaterThan(40);
    expect(audits['largest-contentful-paint']?.numericValue).toBeGreaterThan(0);
    await visit.ended;
    await until(() => processesOf(visit.profile).length === 0);
  }

  it('visits a page with nothing beside it', async () => {
    await expectWholeResult(join(alone, 'lighthouse.js'));
  });

  it('visits a page where modules of Lighthouse lie in reach', async () => {
    const entry = join(alone, 'project/dist/lighthouse.js');
    cpSync(join(alone, 'lighthouse.js'), entry);
    cpSync(join(alone, 'package.json'), join(alone, 'project/dist/package.json'));
    const logger = join(alone, 'project/node_modules/lighthouse-logger');
    mkdirSync(logger, { recursive: true });
    writeFileSync(join(logger, 'package.json'), '{"name":"lighthouse-logger","version":"0.0.0","main":"index.js"}');
    writeFileSync(join(logger, 'index.js'), 'throw new Error("not this one")');
    await expectWholeResult(entry);
  });

  it('tells an error of the page as the sources do', async () => {
    await using page = await site(html('<h1>Gone</h1>', 503));
    await using visit = await startVisit(join(alone, 'lighthouse.js'), { url: page.url });
    expect(await visit.answer).toMatchObject({ ok: false, code: 'ERRORED_DOCUMENT_REQUEST', status: 503 });
  });
});
