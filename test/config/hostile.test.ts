import { describe, expect, test } from 'vitest';
import { mistakesOf, planOf, refusalOf } from '../support/plans/from-yaml.ts';

/** Whoever opens a pull request writes its config. */

describe('A name that would be trouble in reports, terminals or files is refused:', () => {
  test.each([
    ['control characters', '"a\\u001b[31m"', 'bundle.a: a name has no control characters'],
    ['a line end', '"a\\nb"', 'bundle.a b: a name has no control characters'],
    ['a line separator', '"a\\u2028b"', 'bundle.a b: a name has no control characters'],
    ['more than 200 characters', 'x'.repeat(201), `bundle.${'x'.repeat(59)}…: a name has at most 200 characters`],
    ['no characters', '""', 'bundle.(empty): a name has a character that can be seen'],
    ['only spaces', '"  "', 'bundle.(empty): a name has a character that can be seen'],
    ['what every object has', '__proto__', '__proto__: no name can be this → choose another'],
  ])('%s', async (_, name, mistake) => {
    expect(await mistakesOf(`bundle:\n  ? ${name}\n  : { path: dist }`)).toEqual([
      expect.stringMatching(/^perf-budget\.yml:2:5 {2}/),
    ]);
    const [told] = await mistakesOf(`bundle:\n  ? ${name}\n  : { path: dist }`);
    expect(told?.replace(/^\S+ {2}/, '')).toBe(mistake);
  });
});

test.each([
  'x'.repeat(200),
  'GET /api/{id}?q=a&b',
  '🚀',
  'constructor',
  'toString',
  'hasOwnProperty',
  '0',
  'null',
  'a.b',
])('A name may be %s', async (name) => {
  const plan = await planOf(`bundle: { ${JSON.stringify(name)}: { path: dist, budgets: { css: 1 kB } } }`);
  expect(plan.subjects.map(({ subject }) => subject.name)).toEqual([name]);
  expect(plan.subjects[0]?.metrics.find(({ metric }) => metric.id === 'css')?.budget?.limit).toBe(1_000);
});

test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])(
  'A limit for %s, which every object has, is one for an unknown metric',
  async (key) => {
    const [told] = await mistakesOf(`bundle: { app: { path: dist, budgets: { ${key}: 1 kB } } }`);
    expect(told).toContain(`bundle.app.budgets.${key}: there is no such key here`);
  },
);

test('Aliases may share what is written once', async () => {
  const plan = await planOf(
    'bundle:\n  a: { path: a, budgets: &limits { css: 1 kB } }\n  b: { path: b, budgets: *limits }',
  );
  expect(plan.subjects.map(({ metrics }) => metrics.find(({ metric }) => metric.id === 'css')?.budget?.limit)).toEqual([
    1_000, 1_000,
  ]);
});

test('A mistake behind an alias is shown where it was written', async () => {
  expect(
    await mistakesOf('bundle:\n  a: { path: a, budgets: &limits { css: 1 s } }\n  b: { path: b, budgets: *limits }'),
  ).toEqual([
    'perf-budget.yml:2:41  bundle.a.budgets.css: "1 s" is not a size → write it like 250 kB',
    'perf-budget.yml:2:41  bundle.b.budgets.css: "1 s" is not a size → write it like 250 kB',
  ]);
});

test('One anchor may be used by hundreds of subjects', async () => {
  const subjects = Array.from({ length: 300 }, (_, index) => `  b${index}: { path: d, budgets: *limits }`);
  const plan = await planOf(['bundle:', '  a: { path: d, budgets: &limits { css: 1 kB } }', ...subjects].join('\n'));
  expect(plan.subjects).toHaveLength(301);
});

describe('Aliases that lead nowhere, or everywhere, are refused:', () => {
  test('to nothing', async () => {
    expect(await mistakesOf('build: *cmd')).toEqual([
      'perf-budget.yml:1:8  there is no &cmd above this *cmd → put it in quotes if it is text',
    ]);
  });

  test('to themselves, as the body of a request', async () => {
    const text =
      'servers: { s: { start: x } }\napi: { a: { server: s, request: { path: /, body: &b { again: *b } } } }';
    expect(await mistakesOf(text)).toEqual(['perf-budget.yml:2:62  *b contains itself → write out what is meant']);
  });

  test('a billion laughs', async () => {
    const levels = Array.from({ length: 9 }, (_, level) =>
      level === 0
        ? 'l0: &l0 [lol]'
        : `l${level}: &l${level} [${Array(10)
            .fill(`*l${level - 1}`)
            .join(', ')}]`,
    );
    expect(await refusalOf(levels.join('\n'))).toContain('the aliases of this file unfold to far too much');
  });
});

test('Twenty thousand brackets are one mistake', async () => {
  expect(await mistakesOf(`bundle: ${'['.repeat(20_000)}`)).toHaveLength(1);
});

test('Ten thousand keys in one line are one mistake', async () => {
  expect(await mistakesOf(`- ${'"a": '.repeat(10_000)}\n- b`)).toEqual([
    'perf-budget.yml:1:1  this is nested too deeply → no key of a config lies deeper than five levels',
  ]);
});

test('Of thousands of mistakes the first fifty are told', async () => {
  const refusal = await refusalOf('a: b: c\n'.repeat(10_000));
  expect(refusal.match(/there is a second "key: value" in this line/g)).toHaveLength(50);
  expect(refusal).toMatch(/\n {2}and \d+ more$/);
});

test('A config of a megabyte is refused before it is parsed', async () => {
  expect(await refusalOf('a: 1\n'.repeat(200_000))).toBe(
    'perf-budget.yml is longer than 100000 characters; no config needs as many. Is it the right file?',
  );
});

test('Escape sequences of a config do not reach the terminal', async () => {
  const refusal = await refusalOf('"\u001b[2J\u009b31m": 1\nbuild: ["\u001b]0;x\u0007"]\ninstall: "\u001b[31m" : 1');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(refusal).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

test('A value of the wrong kind is quoted without its escape sequences, and not at length', async () => {
  const [told] = await mistakesOf(`bundle: { app: { path: dist, compression: "\\e[31m${'x'.repeat(500)}" } }`);
  expect(told).toBe(
    `perf-budget.yml:1:43  bundle.app.compression: expected gzip, brotli or none, found "${'x'.repeat(59)}…"`,
  );
});

test('A quantity that is no quantity is quoted without its escape sequences, and not at length', async () => {
  const [told] = await mistakesOf(`bundle: { app: { path: dist, budgets: { css: "\\e[31m${'x'.repeat(500)}" } } }`);
  expect(told).toBe(
    `perf-budget.yml:1:46  bundle.app.budgets.css: "${'x'.repeat(59)}…" is not a size → write it like 250 kB`,
  );
});

test.each([
  ['a request', 'api: { a: { server: s, request: "GET\\n::error::x" } }'],
  [
    'a change for the better',
    'api: { a: { server: s, request: GET /, budgets: { requests-per-second: "+5\\n::error::x" } } }',
  ],
  ['a threshold that a comma cut off', 'bundle: { a: { path: d, budgets: { css: "9\\n::error::x", +5%: } } }'],
  ['a key', '"a\\n::error::x": 1'],
])('Of a mistake in %s no line begins with what was written', async (_, text) => {
  expect(await refusalOf(text)).not.toMatch(/^::/m);
});
