import { describe, expect, test } from 'vitest';
import { parseLoaded } from '../../src/config/load.ts';
import { onBase, ownSettings } from '../../src/config/on-base.ts';
import { noConfig, resolve, type WrittenPlan } from '../../src/config/resolve.ts';

const written = (text: string): WrittenPlan => resolve(parseLoaded(text, 'perf-budget.yml', {}));

/** What base's own config changes about how base is measured, by head's config. */
const own = (base: string, head: string) =>
  ownSettings(written(head), onBase(written(head), written(base))).map(({ key, base }) => `${key}: ${base}`);

const list = (server: string) => `api: { list: { server: ${server}, request: GET / } }`;

describe('Base’s own config says', () => {
  test('how base is installed and built, if only by its silence', () => {
    expect(own('build: make old', 'install: make deps\nbuild: make new')).toEqual([
      'install: not set',
      'build: make old',
    ]);
  });

  test('how its servers are prepared and started, and when they are ready', () => {
    const base =
      'servers: { api: { start: node old.js, prepare: node old-data.js, env: { OLD: "1" }, cwd: old, ready: /old, timeout: 2 s } }';
    expect(own(base, 'servers: { api: { start: node new.js } }')).toEqual([
      'servers.api.start: node old.js',
      'servers.api.prepare: node old-data.js',
      'servers.api.env: {"OLD":"1"}',
      'servers.api.cwd: old',
      'servers.api.ready: /old',
      'servers.api.readyStatus: ["2xx"]',
      'servers.api.timeoutMs: 2000',
    ]);
  });

  test('that a folder was served which head starts a server for', () => {
    expect(own('servers: { site: { static: dist } }', 'servers: { site: { start: node server.js } }')).toEqual([
      'servers.site.kind: static',
      'servers.site.static: dist',
    ]);
  });

  test('how a server is started that has another name in head, where the same subjects are on it', () => {
    const base = `servers: { backend: { start: node old.js } }\n${list('backend')}`;
    const head = `servers: { api: { start: node new.js } }\n${list('api')}`;
    expect(own(base, head)).toEqual(['servers.api.start: node old.js']);
  });

  test('where its build writes, and no more about a bundle', () => {
    expect(
      own(
        'bundle: { app: { path: dist, compression: brotli, budgets: { css: 1 kB } } }',
        'bundle: { app: { path: out, budgets: { css: 2 kB } } }',
      ),
    ).toEqual(['bundle.app.path: dist']);
    expect(own('bundle: { app: { path: dist } }', 'bundle: { app: { files: "out/**" } }')).toEqual([
      'bundle.app.files: []',
      'bundle.app.path: dist',
    ]);
  });

  test('which files to leave out only where it names another place: there, head’s globs may fit nothing', () => {
    const bundle = (place: string, exclude: string) => `bundle: { app: { ${place}, exclude: "${exclude}" } }`;
    expect(own(bundle('files: "dist/**"', 'dist/old/**'), bundle('files: "out/**"', 'out/old/**'))).toEqual([
      'bundle.app.files: ["dist/**"]',
      'bundle.app.exclude: ["out/old/**","dist/old/**"]',
    ]);
    expect(own(bundle('path: dist', 'old/**'), bundle('path: dist', 'new/**'))).toEqual([]);
  });
});

describe('Head’s config says for both sides', () => {
  test('how to start what base’s config has not, whatever its name', () => {
    const base = 'servers: { web: { start: node old.js } }';
    for (const name of ['api', 'constructor']) {
      expect(own(base, `servers: { ${name}: { start: node new.js } }\n${list(name)}`)).toEqual([]);
    }
    expect(own('bundle: { site: { path: dist } }', 'bundle: { app: { path: out } }')).toEqual([]);
  });

  test('at which addresses servers run already', () => {
    const at = (address: string) => `servers: { live: { url: "${address}", base-url: "${address}/base" } }`;
    expect(own(at('http://localhost:1'), at('http://localhost:2'))).toEqual([]);
    expect(own(at('http://localhost:1'), 'servers: { live: { start: node server.js } }')).toEqual([]);
  });

  test('all of it where base has no config', () => {
    const head = written('install: a\nbuild: b\nservers: { site: { static: dist } }\nbundle: { app: { path: dist } }');
    expect(onBase(head, noConfig)).toEqual(head);
    expect(onBase(head, null)).toBe(head);
  });
});
