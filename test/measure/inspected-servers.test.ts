import { expect, it } from 'vitest';
import { plannedInspections } from '../../src/measure/inspected-servers.ts';
import { planOf } from '../support/plans/from-yaml.ts';

/** Seconds of inspections for a server with so many endpoints, as the plan shows them. */
async function secondsOf(endpoints: number, server = '', endpoint = ''): Promise<number> {
  const names = Array.from(
    { length: endpoints },
    (_, index) => `  e${index}: { server: api, request: GET /e${index}${endpoint} }\n`,
  );
  const plan = await planOf(`
servers: { api: { start: node server.js, env: { DATABASE_URL: "postgres://localhost/app_$\{side}" }${server} } }
api:
${names.join('')}`);
  return plannedInspections(plan)[0]?.seconds ?? 0;
}

it('Inspections of a server with up to six endpoints and a database take at most half a minute, and few seconds for each further endpoint', async () => {
  expect(await secondsOf(1)).toBeGreaterThan(5);
  expect(await secondsOf(6)).toBeLessThanOrEqual(30);
  expect((await secondsOf(30)) - (await secondsOf(20))).toBeLessThan(15);
});

it('Inspections take less time without a database, without limits on heaps, and more with a prepare', async () => {
  const all = await secondsOf(4);
  expect(await secondsOf(4, ', database: off')).toBeLessThan(all);
  expect(await secondsOf(4, '', ', thresholds: { heap-growth: off }')).toBeLessThan(all);
  expect(await secondsOf(4, ', prepare: node migrate.js')).toBeGreaterThan(all);
});
