// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what a user writes

import { describe, expect, test } from 'vitest';
import { checkWithEnvironment } from '../../src/config/environment-value.ts';
import { parseLoaded } from '../../src/config/load.ts';
import { resolve } from '../../src/config/resolve.ts';
import { configSchema } from '../../src/config/schema.ts';
import { UsageError } from '../../src/errors.ts';
import type { Environment } from '../../src/settings/secret-text.ts';

const page = (keys: object) => ({ vitals: { home: { server: 'site', ...keys } } });
const ENVIRONMENT: Environment = {
  KEY: 'k-123',
  WORD: 'w$&1',
  EMPTY: '',
  GITHUB_TOKEN: 't',
  ACTIONS_RUNTIME_TOKEN: 't',
};
const fill = (config: unknown, environment: Environment | null = ENVIRONMENT) =>
  checkWithEnvironment(configSchema, config, environment);

interface Pages {
  readonly vitals: { readonly home: { readonly access: { readonly headers: object } } };
}

/** What stands in a header of this text, or what is wrong with it. */
function header(text: string): unknown {
  const { value, mistakes } = fill(page({ headers: { 'x-key': text } }));
  if (mistakes.length > 0) return mistakes.map(({ message }) => message);
  return (value as unknown as Pages).vitals.home.access.headers;
}

describe('${env:NAME} is filled in', () => {
  test.each([
    ['as a whole value', '${env:KEY}', 'k-123'],
    ['within one', 'Bearer ${env:KEY}.x', 'Bearer k-123.x'],
    ['several times', '${env:KEY}${env:WORD}${env:KEY}', 'k-123w$&1k-123'],
    ['but not with a second $ before it', '$${env:KEY}', '${env:KEY}'],
  ])('%s', (_, written, filled) => {
    expect(header(written)).toEqual({ 'x-key': filled });
  });

  test('in headers, cookies, basic-auth and typed text of a page, and in headers and body of a request', () => {
    const config = (value: string) => ({
      vitals: {
        home: {
          server: 'site',
          cookies: { a: value },
          'basic-auth': { username: value, password: value },
          before: [{ click: 'a' }, { type: { into: 'b', text: value } }],
          interactions: [{ type: { into: 'b', text: value } }],
        },
      },
      api: { list: { server: 'site', request: { path: '/', headers: { a: value }, body: { a: [value] } } } },
    });
    const { value } = fill(config('k-123'));
    expect(value).not.toBeNull();
    expect(fill(config('${env:KEY}'))).toEqual({ value, mistakes: [], secrets: ['k-123'], missing: [] });
  });

  test('and in the environment of a server', () => {
    const server = (value: string) => ({ servers: { api: { start: 'node a.js', env: { URL: value } } } });
    const { value } = fill(server('db://k-123'));
    expect(fill(server('db://${env:KEY}'))).toEqual({ value, mistakes: [], secrets: ['k-123'], missing: [] });
  });
});

describe('A variable is missing, which is no mistake of the config,', () => {
  const missingIn = (config: unknown, environment: Environment | null = ENVIRONMENT) => {
    const { value, mistakes, missing } = fill(config, environment);
    expect({ isRead: value !== null, mistakes }).toEqual({ isRead: true, mistakes: [] });
    return missing.map(({ path, name }) => [path.join('.'), name]);
  };

  test.each([
    ['if it is not there', '${env:NOWHERE}', ['NOWHERE']],
    ['if it is one of all objects', '${env:toString}', ['toString']],
    ['if it is empty', '${env:EMPTY}', ['EMPTY']],
    ['once for each', 'a ${env:NOWHERE} ${env:KEY} ${env:EMPTY}', ['NOWHERE', 'EMPTY']],
    ['but not if it is escaped', '$${env:NOWHERE}', []],
  ])('%s', (_, written, names) => {
    const place = 'vitals.home.headers.x-key';
    expect(missingIn(page({ headers: { 'x-key': written } }))).toEqual(names.map((name) => [place, name]));
  });

  test('wherever a value may be taken from the environment', () => {
    const config = {
      servers: { site: { start: 'node a.js', env: { URL: '${env:NOWHERE}' } } },
      ...page({ 'basic-auth': { username: '${env:NOWHERE}', password: 'x' }, cookies: { a: '${env:NOWHERE}' } }),
    };
    expect(missingIn(config).map(([place]) => place)).toEqual([
      'servers.site.env.URL',
      'vitals.home.basic-auth.username',
      'vitals.home.cookies.a',
    ]);
  });

  test('each of them, where there is no environment to ask', () => {
    const config = {
      ...page({ headers: { a: '${env:KEY}' } }),
      api: { a: { server: 's', request: 'GET /${env:KEY}' } },
    };
    expect(missingIn(config, null)).toEqual([['vitals.home.headers.a', 'KEY']]);
  });
});

describe('It is a mistake', () => {
  test.each([
    [
      'to ask for a token of the runner',
      '${env:GITHUB_TOKEN}',
      "GITHUB_TOKEN is the runner's own, and is sent to no page",
    ],
    [
      'however it is written',
      '${env:actions_runtime_token}',
      "actions_runtime_token is the runner's own, and is sent to no page",
    ],
    ['to name none', '${env:}', '"" is not the name of a variable'],
    ['to name what is none', '${env:A-B}', '"A-B" is not the name of a variable'],
    ['to leave the brace open', 'x ${env:KEY', 'the brace of ${env: is never closed'],
  ])('%s', (_, written, message) => {
    expect(header(written)).toEqual([message]);
  });

  test('but not in a shell command, which has that environment itself', () => {
    expect(fill({ build: 'echo ${env:-x}', servers: { a: { start: '${env:KEY}' } } }).mistakes).toEqual([]);
  });

  test.each([
    ['a path', page({ path: '/?key=${env:KEY}' }), ['vitals', 'home', 'path']],
    ['a selector', page({ interactions: [{ click: '${env:KEY}' }] }), ['vitals', 'home', 'interactions', 0, 'click']],
    ['an endpoint', { api: { a: { server: 's', request: 'GET /${env:KEY}' } } }, ['api', 'a', 'request']],
    ['a folder', { bundle: { app: { path: '${env:KEY}' } } }, ['bundle', 'app', 'path']],
  ])('to ask for one in %s', (_, config, path) => {
    expect(fill(config).mistakes).toEqual([
      {
        path,
        at: 'value',
        message: 'no value is taken from the environment here',
        hint: "only bodies, headers, cookies, basic-auth, typed text, a server's env, a server's url and a suite's env take one",
      },
    ]);
  });

  test('to ask for one in the wrong place, beside what else is wrong there', () => {
    const { mistakes } = fill(page({ path: 'key=${env:KEY}', device: 'watch', headers: { a: '${env:KEY}' } }));
    expect(mistakes.map(({ path: [, , key], message }) => [key, message])).toEqual([
      ['path', 'expected a path such as /checkout'],
      ['device', expect.stringContaining('expected')],
      ['path', 'no value is taken from the environment here'],
    ]);
  });

  test('that is told with its line, among all the others, and without any value', () => {
    const text = [
      'servers: { site: { static: dist } }',
      'vitals:',
      '  home:',
      '    server: site',
      '    headers: { x-preview: "${env:GITHUB_TOKEN}", x-key: "${env:LINES}" }',
      '    devise: mobile',
    ].join('\n');
    let message = '';
    try {
      parseLoaded(text, 'perf-budget.yml', { LINES: 'secret\nlines' });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      message = error.message;
    }
    expect(message).toContain("perf-budget.yml:5:27  vitals.home.headers.x-preview: GITHUB_TOKEN is the runner's own");
    expect(message).toContain('put what the page needs into a variable of its own');
    expect(message).toContain('vitals.home.headers.x-key: a header is one line');
    expect(message).toContain('vitals.home.devise: there is no such key here. Did you mean "device"?');
    expect(message).not.toContain('secret\n');
  });
});

test('What was taken is known as secret', () => {
  const text = 'servers: { s: { static: d } }\nvitals: { home: { server: s, cookies: { a: "x${env:KEY}" } } }';
  expect(parseLoaded(text, 'perf-budget.yml', ENVIRONMENT).secrets).toEqual(['k-123']);
});

describe('The address of a server takes `${env:NAME}`', () => {
  const CONFIG =
    'servers: { live: { url: "${env:PREVIEW_URL}", base-url: "http://127.0.0.1:4001" } }\napi: { list: { server: live, request: GET / } }';
  const planOf = (PREVIEW_URL?: string) =>
    resolve(parseLoaded(CONFIG, 'perf-budget.yml', PREVIEW_URL === undefined ? {} : { PREVIEW_URL }));

  test('which is no secret, but for a password in it', () => {
    const { servers, secrets } = planOf('http://ada:s%33cret@127.0.0.1:4002');
    expect(servers.live?.settings).toMatchObject({ url: 'http://ada:s%33cret@127.0.0.1:4002' });
    expect(secrets).toEqual(['s%33cret', 'ada:s%33cret', 's3cret']);
    expect(planOf('http://127.0.0.1:4002').secrets).toEqual([]);
  });

  test('and must be one, and near enough for load', () => {
    expect(() => planOf('preview.example.com')).toThrow(/servers\.live\.url: expected a URL such as https:/);
    expect(() => planOf('https://ada:secret@example.com')).toThrow(/put load on "https:\/\/example\.com"/);
    expect(planOf('http://acme.localhost:4002').secrets).toEqual([]);
  });

  test('and without the variable takes its subjects alone', () => {
    expect(planOf().subjects[0]?.missing).toMatchObject([{ name: 'PREVIEW_URL', key: 'servers.live.url' }]);
  });
});
