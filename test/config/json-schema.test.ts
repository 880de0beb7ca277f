import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { checks } from '../../src/checks/index.ts';
import { configJsonSchema, schemaText } from '../../src/config/json-schema.ts';
import { planOf, refusalOf } from '../support/plans/from-yaml.ts';

const root = join(import.meta.dirname, '../..');

/** Not strict: `examples` and unions of types are part of draft 7, but not of what ajv calls strict. */
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
const validate = ajv.compile(configJsonSchema());

const fitsSchema = (text: string): boolean => validate(parse(text));

test('schema.json is what the config schema comes to; node scripts/write-schema.ts writes it', async () => {
  expect(await readFile(join(root, 'schema.json'), 'utf8')).toBe(schemaText());
});

test('It holds no keyword that its draft does not know', () => {
  expect(() => addFormats.default(new Ajv({ strictTypes: false })).compile(configJsonSchema())).not.toThrow();
});

interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly additionalProperties?: Described | boolean;
}

/** Paths of the keys that have no description. */
function undescribed({ properties = {}, additionalProperties }: Described, path = ''): string[] {
  const below = typeof additionalProperties === 'object' ? undescribed(additionalProperties, `${path}.*`) : [];
  const own = Object.entries(properties).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`;
    return [...(value.description ? [] : [here]), ...undescribed(value, here)];
  });
  return [...own, ...below];
}

test('Every key has a description, for editors to show', () => {
  expect(undescribed(configJsonSchema())).toEqual([]);
});

test.each(checks.map((check) => ({ check: check.id, metrics: check.metrics.map(({ id }) => id) })))(
  'The budgets of $check are its metrics, for editors to offer',
  ({ check, metrics }) => {
    const { properties } = configJsonSchema() as { properties: Record<string, { additionalProperties: Described }> };
    const { budgets } = properties[check]?.additionalProperties.properties ?? {};
    expect(Object.keys(budgets?.properties ?? {})).toEqual(metrics);
  },
);

const endpoint = (keys: string) =>
  `servers: { api: { start: npm start } }\napi: { list: { server: api, request: GET /, ${keys} } }`;
const bundle = (keys: string) => `bundle: { app: { path: dist, ${keys} } }`;

describe('Both accept', () => {
  test.each<[string, string]>([
    ['a command and no check', 'install: npm ci\nbuild: npm run build'],
    ['the address of the schema', '$schema: ./schema.json\nbuild: make'],
    ['a folder to serve', 'servers: { site: { static: dist } }'],
    [
      'a command to start',
      'servers: { api: { start: node server.js, prepare: make, stop: make down, env: { A: 1, B: x, C: true }, cwd: api, host: acme.localhost, ready: /up, timeout: 30 s } }',
    ],
    [
      'a server that runs already',
      'servers: { live: { url: "https://example.com", base-url: "http://localhost:3000", allow-load: true, ready: { path: /up, status: 401 }, timeout: 2 s } }',
    ],
    ['a bundle by its folder', bundle('compression: brotli, exclude: "*.txt"')],
    ['a bundle by its files', 'bundle: { app: { files: [a.js, "b/*.js"] } }'],
    [
      'sizes',
      bundle('budgets: { javascript: 250 kB, css: 12 KiB, html: .5 MB, fonts: 1.5MiB, images: 12 B, total: off }'),
    ],
    [
      'sizes with thresholds, thresholds alone, and no limit with a threshold',
      bundle(
        'budgets: { javascript: "250 kB, +5 kB", css: +2%, html: "1 MB , + .5 KiB", fonts: "off, +10%", total: "off" }',
      ),
    ],
    [
      'paths and globs of files',
      bundle('ratchet: true, budgets: { total: 1 MB, "assets/vendor-*.js": 90 kB, index.html: "2 kB, +1%", "*": off }'),
    ],
    ['a page', 'servers: { site: { static: dist } }\nvitals: { home: { server: site, path: /a, device: desktop } }'],
    [
      'limits of a page',
      'servers: { site: { static: dist } }\nvitals: { home: { server: site, budgets: { lcp: 2.5 s, cls: 0.1, tbt: 300 ms }, thresholds: { page-load: 10%, cls: 0.05, lcp: +150 ms } } }',
    ],
    ['an endpoint in short', endpoint('expect: 2xx, connections: 3, timeout: 5 s')],
    ['an endpoint at a fixed rate', endpoint('rate: 200/s')],
    [
      'an endpoint in full',
      'servers: { api: { start: x } }\napi: { a: { server: api, request: { method: POST, path: /, headers: { a: 1 }, body: [1] }, expect: [200, 3xx] } }',
    ],
    [
      'times, fractions and rates',
      endpoint(
        'budgets: { p95: 500 ms, error-rate: 1%, availability: 0.99, requests-per-second: 200, bytes-per-second: 1 MB/s }',
      ),
    ],
    [
      'times, fractions and rates with thresholds, by the sign of what is worse',
      endpoint(
        'budgets: { p95: "500 ms, +20%", error-rate: "1%, +50%", availability: "99%, -1%", requests-per-second: "200, -10", bytes-per-second: -5% }',
      ),
    ],
    ['rates whose threshold is a bare number', endpoint('budgets: { availability: -0.01, requests-per-second: -10 }')],
    [
      'thresholds with the sign of what is worse',
      endpoint('thresholds: { p95: +5%, requests-per-second: -5%, availability: -0.01 }'),
    ],
    [
      'thresholds of a subject',
      bundle('thresholds: { bundle-size: 5%, javascript: +5 kB, css: 0.1, total: "0.2", html: off }'),
    ],
    [
      'thresholds for all',
      'thresholds: { bundle-size: 10%, page-load: off, response-time: 0.2, error-rate: 50%, lcp: +150 ms }',
    ],
    ['rounds for all', 'measure: { rounds: 5, time: 90 s }'],
    ['rounds for each check', 'measure: { rounds: { vitals: 3, api: 6 } }'],
  ])('%s', async (_, text) => {
    await planOf(text);
    expect(fitsSchema(text), JSON.stringify(validate.errors)).toBe(true);
  });

  test('the config of the example app', async () => {
    const text = await readFile(join(root, 'examples/shop/base/perf-budget.yml'), 'utf8');
    await planOf(text);
    expect(fitsSchema(text), JSON.stringify(validate.errors)).toBe(true);
  });

  test('the examples of the documentation', async () => {
    for (const file of ['README.md', 'docs/configuration.md']) {
      const blocks = [
        ...(await readFile(join(root, file), 'utf8')).matchAll(/```yaml\n((?:install|servers|bundle):[^`]+)```/g),
      ];
      expect(blocks.length, file).toBeGreaterThan(0);
      for (const [, text = ''] of blocks) {
        for (const [, name = ''] of text.matchAll(/\$\{env:(\w+)\}/g)) vi.stubEnv(name, 'from-outside');
        onTestFinished(() => void vi.unstubAllEnvs());
        await planOf(text);
        expect(fitsSchema(text), JSON.stringify(validate.errors)).toBe(true);
      }
    }
  });
});

describe('Both refuse', () => {
  test.each<[string, string]>([
    ['a list', '- bundle'],
    ['an unknown key', 'bundel: {}'],
    ['an unknown key of a subject', bundle('pth: dist')],
    ['an unknown metric', bundle('budgets: { lcp: 2 s }')],
    ['a metric that is retired', endpoint('budgets: { fid: 100 ms }')],
    ['an empty section', 'bundle:'],
    ['a name of 201 characters', `bundle: { ${'x'.repeat(201)}: { path: dist } }`],
    ['a name with a control character', 'bundle: { "a\\u0007": { path: dist } }'],
    ['a name that can not be seen', 'bundle: { " ": { path: dist } }'],
    ['a server of two kinds', 'servers: { site: { static: dist, start: npm start } }'],
    ['a server of no kind', 'servers: { site: { cwd: a } }'],
    ['an address that is none', 'servers: { live: { url: example } }'],
    ['a page without a server', 'vitals: { home: { path: / } }'],
    ['a path without its slash', 'servers: { s: { static: d } }\nvitals: { home: { server: s, path: home } }'],
    ['an unknown device', 'servers: { s: { static: d } }\nvitals: { home: { server: s, device: phone } }'],
    ['a request without a path', 'servers: { s: { start: x } }\napi: { a: { server: s, request: { method: GET } } }'],
    ['no connection', endpoint('connections: 0')],
    ['a rate of another unit', endpoint('rate: 200 rps')],
    ['a size without a unit', bundle('budgets: { css: 250 }')],
    ['a size in capitals', bundle('budgets: { css: 250 KB }')],
    ['a size that is a time', bundle('budgets: { css: 250 ms }')],
    ['a negative size', bundle('budgets: { css: -250 kB }')],
    ['a budget with two budgets', bundle('budgets: { css: "250 kB, 5 kB" }')],
    ['a budget after its threshold', bundle('budgets: { css: "+5 kB, 250 kB" }')],
    ['a budget with a comma and nothing behind it', bundle('budgets: { css: "250 kB," }')],
    ['a threshold with the sign of the better', endpoint('budgets: { requests-per-second: +5% }')],
    ['a line in braces without quotes', bundle('budgets: { css: 250 kB, +5 kB }')],
    ['a file that is no size', bundle('budgets: { "a.js": 5% }')],
    ['a name that is no glob', bundle('budgets: { vendor: 5 kB }')],
    ['a ratchet that is no yes or no', bundle('ratchet: strict')],
    ['a time in words', endpoint('budgets: { p95: 500 msec }')],
    ['a time without a unit', endpoint('timeout: 10')],
    ['a fraction above one', endpoint('budgets: { error-rate: 5 }')],
    ['a threshold above one', 'thresholds: { bundle-size: 10 }'],
    ['an amount for a group', 'thresholds: { bundle-size: +5 kB }'],
    ['a negative threshold', 'thresholds: { lcp: -5% }'],
    ['a limit that is a list', bundle('budgets: { css: [1 kB] }')],
    ['a limit that is yes', bundle('budgets: { css: true }')],
    ['no rounds', 'measure: { rounds: 0 }'],
    ['half a round', 'measure: { rounds: 2.5 }'],
    ['rounds of a bundle', 'measure: { rounds: { bundle: 3 } }'],
  ])('%s', async (_, text) => {
    await refusalOf(text);
    expect(fitsSchema(text)).toBe(false);
  });
});
