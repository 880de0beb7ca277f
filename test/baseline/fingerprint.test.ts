import { afterEach, expect, test, vi } from 'vitest';
import { fingerprint } from '../../src/baseline/fingerprint.ts';
import type { Surroundings } from '../../src/baseline/surroundings.ts';
import { planOf } from '../support/plans/from-yaml.ts';

afterEach(() => void vi.unstubAllEnvs());

const here: Surroundings = { folder: '', node: 'v24.0.0', locked: 'a lockfile' };
const CONFIG = `
bundle: { app: { path: dist } }
servers: { api: { start: serve, env: { KEY: "\${env:KEY}" } } }
api: { list: { server: api, request: GET / } }
`;

async function of(surroundings: Surroundings | null, { config = CONFIG, key = 'one' } = {}): Promise<string | null> {
  vi.stubEnv('KEY', key);
  const plan = await planOf(config);
  const [app] = plan.subjects.filter(({ check }) => check === 'bundle');
  return app === undefined ? null : fingerprint(app, plan, surroundings);
}

test('figures are those of one commit, settings, commands, folder, Node.js, lockfile and environment', async () => {
  const print = await of(here);
  expect(print).toMatch(/^[0-9a-f]{64}$/);
  expect(await of({ ...here })).toBe(print);
  const others = [
    await of({ ...here, folder: 'web' }),
    await of({ ...here, node: 'v24.0.1' }),
    await of({ ...here, locked: 'another' }),
    await of(here, { key: 'another' }),
    await of(here, { config: CONFIG.replace('path: dist', 'path: build') }),
    await of(here, { config: `build: make\n${CONFIG}` }),
    await of(here, { config: `install: make deps\n${CONFIG}` }),
  ];
  expect(new Set([print, ...others]).size).toBe(others.length + 1);
});

test('without a lockfile, and where the surroundings are not known, figures are never comparable', async () => {
  expect(await of({ ...here, locked: null })).toBeNull();
  expect(await of(null)).toBeNull();
});
