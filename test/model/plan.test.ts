import { expect, it } from 'vitest';
import { basesAtAddresses, runsElsewhere } from '../../src/model/plan.ts';
import { planOf } from '../support/plans/from-yaml.ts';

it('what base has at an address is what subjects use, also behind a folder, and what has a base-url', async () => {
  const plan = await planOf(`
servers:
  live: { url: "https://preview.example.com", base-url: "https://www.example.com" }
  backend: { url: "https://api.preview.example.com", base-url: "https://api.example.com" }
  headless: { url: "https://new.example.com" }
  unused: { url: "https://a.example.com", base-url: "https://b.example.com" }
  site: { static: dist, proxy: { /api: backend } }
vitals:
  home: { server: live, path: / }
  shop: { server: site, path: / }
  fresh: { server: headless, path: / }
`);
  expect(basesAtAddresses(plan)).toEqual(['live', 'backend']);
});

it('nothing needs a checkout where all subjects are at addresses', async () => {
  const live = 'servers:\n  live: { url: "http://127.0.0.1:4002" }\n  site: { static: dist, proxy: { /api: live } }\n';
  const page = 'vitals: { home: { server: live } }';
  expect(runsElsewhere(await planOf(live + page))).toBe(true);
  expect(runsElsewhere(await planOf(`${live}${page}\nbundle: { app: { path: dist } }`))).toBe(false);
  expect(runsElsewhere(await planOf(live + page.replace('live', 'site')))).toBe(false);
});
