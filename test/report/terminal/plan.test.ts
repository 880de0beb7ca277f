import { expect, test } from 'vitest';
import { planText } from '../../../src/report/terminal/plan.ts';
import { planOf } from '../../support/plans/from-yaml.ts';

const reach = { outOfReach: [], screenSeconds: 30, enoughSeconds: 60 };
const facts = { base: 'none', install: null, build: null, ownOfBase: [], reach };

/** The lines of limits. */
async function limitsIn(text: string): Promise<string[]> {
  const lines = planText(await planOf(text), facts).split('\n');
  return lines.filter((line) => /^ {2}\S.*: (?:at |regressed)/.test(line)).map((line) => line.trim());
}

test('A plan shows the limits that hold, whichever key they were written under', async () => {
  expect(
    await limitsIn('bundle: { app: { path: dist, budgets: { javascript: "200 kB, +5 kB", css: +2%, total: 1 MB } } }'),
  ).toEqual([
    'JavaScript: at most 200 kB, regressed from +5 kB',
    'CSS: regressed from +2 %',
    'total: at most 1 MB, regressed from +10 %',
  ]);
});

test('A plan says that a limit follows base', async () => {
  const [javascript, css] = await limitsIn('bundle: { app: { path: dist, ratchet: true } }');
  expect(javascript).toBe("JavaScript: at most 256 kB, or base's value if that is less, regressed from +10 %");
  expect(css).toBe('CSS: regressed from +10 %');
});

test('Where less is worse, a plan shows the least, and a change downwards', async () => {
  const api = 'servers: { api: { start: x } }\napi: { list: { server: api, request: GET /, budgets: { BUDGETS } } }';
  const lines = await limitsIn(api.replace('BUDGETS', 'p95: off, requests-per-second: "200/s, -5%"'));
  expect(lines).toContain('requests per second: at least 200/s, regressed from −5 %');
});

test('A plan names what no change can fail, and what more time would bring', async () => {
  const plan = await planOf('bundle: { app: { path: dist } }\nmeasure: { time: 60 s }');
  const outOfReach = [
    { check: 'vitals', subject: 'home', lacks: 'rounds', has: 7, needs: 8 } as const,
    { check: 'api', subject: 'list', lacks: 'time', has: 60, needs: 90 } as const,
  ];
  const text = planText(plan, { ...facts, reach: { outOfReach, screenSeconds: 30, enoughSeconds: 150 } });
  expect(text).toContain('vitals  home: no change can fail this run: 7 rounds, 8 are needed (measure.rounds)');
  expect(text).toContain(
    'api  list: no change can fail this run: it would take 1 min 30 s of measure.time, which is 1 min',
  );
  expect(text).toContain('it would need 2 min 30 s: raise measure.time, or split the run into 3 shards.');
});

test('A plan says that nothing is built where all that is measured runs at addresses', async () => {
  const config = 'servers: { live: { url: "http://127.0.0.1:4002" } }\nvitals: { home: { server: live } }';
  const commands = { install: 'npm ci', build: 'npm run build' };
  const text = planText(await planOf(config), { ...facts, ...commands });
  expect(text).toContain('nothing is installed or built');
  expect(text).not.toMatch(/npm|plus installs/);
});

test('A plan names the variable of an address that is not set', async () => {
  const config = `servers: { live: { url: "\${env:UNSET_URL}" } }\nvitals: { home: { server: live } }`;
  expect(await planOf(config).then((plan) => planText(plan, facts))).toContain(
    'live: the address in UNSET_URL, which is not set, base none',
  );
});

test('A plan names what its config asks for and the folder lacks, and that a build may write it', async () => {
  const plan = await planOf('bundle: { app: { path: dist } }');
  const lacking = [{ text: 'perf-budget.yml:7 → api.list: there is no file skus.csv' }];
  expect(planText(plan, { ...facts, lacking })).toContain(`\n\n${lacking[0]?.text}\n\n`);
  const built = planText(plan, { ...facts, lacking, build: 'npm run build' });
  expect(built).toContain(`${lacking[0]?.text} (unless the build writes it)\n`);
});
