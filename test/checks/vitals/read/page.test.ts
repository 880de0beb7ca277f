import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { allMetrics } from '../../../../src/checks/vitals/metrics.ts';
import { readPage } from '../../../../src/checks/vitals/read/page.ts';
import { everything, thirdParty } from '../../../support/browser/page-with-everything.ts';
import { site, startVisit } from '../../../support/browser/visit-process.ts';

const ENTRY = fileURLToPath(new URL('../../../../src/checks/vitals/visit/lighthouse.ts', import.meta.url));

/** One visit of a page that has everything, on a server of its own. */
async function visit(party: string) {
  await using shop = await site(everything(party));
  await using visited = await startVisit(ENTRY, { url: shop.url });
  const answer = await visited.answer;
  if (!answer?.ok) throw new Error(`no answer: ${JSON.stringify(answer)}`);
  return readPage(answer, new URL(shop.url).origin);
}

const factsOf = (values: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    allMetrics.filter(({ kind }) => kind === 'fact').map(({ id }): [string, number | undefined] => [id, values[id]]),
  );

test('Every fact of a page is read, and an unchanged page has the same on another port with other headers', async () => {
  await using other = await site(thirdParty);
  const party = new URL(other.url).origin;
  const { values, evidence } = await visit(party);
  const again = await visit(party);

  expect(factsOf(again.values)).toEqual(factsOf(values));
  expect(factsOf(values)).toMatchObject({
    // Neither the icon, nor `data:` and `blob:`, nor what the browser took from its memory.
    requests: 26,
    'document-requests': 2,
    'script-requests': 6,
    'stylesheet-requests': 5,
    'image-requests': 3,
    'font-requests': 3,
    // The redirect, a fetch, one that is given up, a preflight and what it asked for, the events, the beacon.
    'other-requests': 7,
    'third-party-requests': 3,
    'third-parties': 1,
    'third-party-bytes': 48,
    'render-blocking': 5,
    'blocking-fonts': 1,
    'unsized-images': 1,
    'lcp-undiscovered': 1,
  });
  expect(values['unused-javascript']).toBeGreaterThan(20_000);
  const { lcp, cls, tbt, fcp, ttfb, load } = values;
  for (const one of [lcp, tbt, fcp, ttfb, load]) expect(one).toBeGreaterThan(0);
  expect(cls).toBeGreaterThan(0.001); // it comes half a second after the load

  expect(evidence.renderBlocking.map(({ url }) => url).toSorted()).toEqual([
    '/body.css',
    '/body.js',
    '/head.css',
    '/head.js',
    '/preloaded.css',
  ]);
  const { waterfall = [] } = evidence;
  expect(waterfall[0]).toMatchObject({ url: '/', startMs: 0, blocking: false });
  expect(waterfall.filter(({ blocking }) => blocking)).toHaveLength(5);
  for (const { startMs, endMs } of waterfall) expect(endMs).toBeGreaterThanOrEqual(startMs);
  expect(evidence.blockingFonts.map(({ url }) => url)).toEqual(['/hidden.woff2']);
  expect(evidence.unsizedImages).toEqual([{ url: '/hero.svg', selector: expect.stringContaining('img') }]);
  expect(evidence.lcp).toMatchObject({
    element: { selector: expect.stringContaining('img'), snippet: expect.stringContaining('/hero.svg') },
    url: '/hero.svg',
    undiscovered: ['priorityHinted'],
  });
  expect(evidence.requests.find(({ url }) => url === '/')).toMatchObject({ type: 'document', thirdParty: null });
  expect(evidence.requests.filter(({ thirdParty }) => thirdParty === party)).toContainEqual({
    url: `${party}/tag.js`,
    type: 'script',
    bytes: 24,
    thirdParty: party,
  });
  expect(evidence.unusedJavascript[0]?.url).toBe('/head.js');
  // On a busy machine another script's task may take longer still.
  expect(evidence.longTasks.map(({ url }) => url)).toContain('/head.js');
  expect(evidence.shifts[0]?.selector).toContain('p');
  expect(JSON.parse(gunzipSync(evidence.lhr).toString())).toHaveProperty('lighthouseVersion');
});
