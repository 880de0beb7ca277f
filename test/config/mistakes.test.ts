import { describe, expect, test } from 'vitest';
import { mistakesOf, refusalOf } from '../support/plans/from-yaml.ts';

test('All mistakes are told at once, in the order of the file, each with its line and how to mend it', async () => {
  const refusal = await refusalOf(
    [
      'servers:',
      '  site: { static: dist }',
      '',
      'api:',
      '  list resumes:',
      '    server: site',
      '    request: GET /api/resumes',
      '    budgets: { p95: 500 msec, p99: 1 s }',
      '',
      'vitals:',
      '  home:',
      '    sever: site',
      '    path: /',
    ].join('\n'),
  );
  expect(refusal).toBe(`perf-budget.yml has 3 mistakes:

  perf-budget.yml:8:21  api.list resumes.budgets.p95: "500 msec" is not a duration
      8 |     budgets: { p95: 500 msec, p99: 1 s }
        |                     ^^^^^^^^
      write 500 ms

  perf-budget.yml:11:3  vitals.home.server: missing; expected text
      11 |   home:
         |   ^^^^

  perf-budget.yml:12:5  vitals.home.sever: there is no such key here. Did you mean "server"?
      12 |     sever: site
         |     ^^^^^`);
});

test('A single mistake is not counted', async () => {
  expect(await refusalOf('budgets: 1')).toMatch(
    /^perf-budget\.yml has a mistake:\n\n {2}perf-budget\.yml:1:1 {2}budgets: /,
  );
});

test('Of very many mistakes the first fifty are told', async () => {
  const refusal = await refusalOf(Array.from({ length: 120 }, (_, index) => `wrong-${index}: 1`).join('\n'));
  expect(refusal).toMatch(/^perf-budget\.yml has 120 mistakes:/);
  expect(refusal).toMatch(/wrong-49: (?:.|\n)*\n\n {2}and 70 more$/);
  expect(refusal).not.toContain('wrong-50');
});

const API = 'servers: { api: { start: x } }\napi: { list: { server: api, request: GET /,';

const TABLE: Readonly<Record<string, readonly [text: string, ...mistakes: string[]]>> = {
  'an unknown key that is nearly a known one': [
    'bundel: {}',
    '1:1  bundel: there is no such key here. Did you mean "bundle"?',
  ],
  'two letters in the wrong order': [
    'vitals: { home: { server: site, budgets: { lpc: 2 s } } }\nservers: { site: { static: dist } }',
    '1:44  vitals.home.budgets.lpc: there is no such key here. Did you mean "lcp"?',
  ],
  'an unknown key that is like no other': [
    'measure: { patience: 3 }',
    '1:12  measure.patience: there is no such key here; known are rounds, time, confidence',
  ],
  'a server behind another one that is not declared': [
    'servers:\n  site: { static: dist, proxy: { /api: ap } }\n  api: { start: x }\nvitals: { home: { server: site } }',
    '2:40  servers.site.proxy./api: there is no server "ap"; declared are "site", "api" → did you mean "api"?',
  ],
  'a server behind itself': [
    'servers: { site: { static: dist, proxy: { /api: site } } }\nvitals: { home: { server: site } }',
    '1:49  servers.site.proxy./api: this leads back to "site" itself → name the server that answers these paths',
  ],
  'servers behind each other': [
    'servers:\n  a: { static: dist, proxy: { /b: b } }\n  b: { static: dist, proxy: { /a: a } }\nvitals: { home: { server: a } }',
    '2:35  servers.a.proxy./b: this leads back to "a" itself → name the server that answers these paths',
    '3:35  servers.b.proxy./a: this leads back to "b" itself → name the server that answers these paths',
  ],
  'a path of a proxy without a slash': [
    'servers: { site: { static: dist, proxy: { api: api } }, api: { start: x } }\nvitals: { home: { server: site } }',
    '1:43  servers.site.proxy.api: expected the beginning of a path, such as /api',
  ],
  'a path of a proxy that leaves nothing to the folder': [
    'servers: { site: { static: dist, proxy: { /: api } }, api: { start: x } }\nvitals: { home: { server: site } }',
    '1:43  servers.site.proxy./: this would leave no path to the folder: name what the other server answers',
  ],
  'a proxy of what is no folder': [
    'servers: { site: { start: x, proxy: { /api: api } }, api: { start: x } }\nvitals: { home: { server: site } }',
    '1:37  servers.site.proxy: goes with "static", not with "start" → delete it',
  ],
  'load on another machine through a proxy': [
    'servers:\n  site: { static: dist, proxy: { /api: far } }\n  far: { url: "https://example.com" }\napi: { list: { server: site, request: GET /api } }',
    '4:24  api.list.server: this would put load on "https://example.com" → if that is what you want, add allow-load: true to the server',
  ],
  'a metric that is retired': [
    'vitals: { home: { server: site, budgets: { fid: 100 ms } } }\nservers: { site: { static: dist } }',
    '1:44  vitals.home.budgets.fid: FID is retired. Use "tbt" instead',
  ],
  'a metric in capitals': [
    'bundle: { app: { path: dist, budgets: { CSS: 1 kB } } }',
    '1:41  bundle.app.budgets.CSS: there is no such key here. Did you mean "css"?',
  ],
  'a threshold without a sign of its unit': [
    'thresholds: { bundle-size: 10 }',
    '1:28  thresholds.bundle-size: 10 as a fraction is 1000% → did you mean 10%?',
  ],
  'two subjects of one name': [
    'bundle:\n  app: { path: dist }\n  app: { path: out }',
    '3:3  bundle.app: this name is there twice, first in line 2 → each name is used once: rename or delete one of the two',
  ],
  'a key twice, and another mistake': [
    'measure: { time: 1 s, time: 2 s }\nbuild: []',
    '1:23  measure.time: this name is there twice, first in line 1 → each name is used once: rename or delete one of the two',
    '2:8  build: expected text, found a list',
  ],
  'a server that no one declared': [
    'vitals: { home: { server: site } }',
    '1:27  vitals.home.server: there is no server "site"; none is declared → declare it under servers',
  ],
  'a server whose name is misspelt': [
    'servers: { website: { static: dist } }\nvitals: { home: { server: web-site } }',
    '2:27  vitals.home.server: there is no server "web-site"; declared are "website" → did you mean "website"?',
  ],
  'a server that every object has': [
    'servers: { site: { static: dist } }\nvitals: { home: { server: constructor } }',
    '2:27  vitals.home.server: there is no server "constructor"; declared are "site" → declare it under servers',
  ],
  'a server of two kinds, and a key that it does not know': [
    'servers: { site: { static: dist, start: npm start, prot: 3 } }',
    '1:18  servers.site: a server has one of static, start and url; here are static and start → keep one, and declare the other under a name of its own',
    '1:52  servers.site.prot: there is no such key here; known are static, base-path, proxy, start, prepare, stop, env, cwd, ready, host, database, inspect, budgets, thresholds, timeout, url, base-url, allow-load',
  ],
  'a server of no kind': [
    'servers: { site: {} }',
    '1:18  servers.site: a server has one of static, start and url; here is none → for example static: dist',
  ],
  'a key that goes with another kind of server': [
    'servers: { site: { static: dist, ready: / } }',
    '1:41  servers.site.ready: goes with "start" and "url", not with "static" → delete it',
  ],
  'a server that is called by a name of another machine': [
    'servers: { site: { start: npm start, host: acme.test } }',
    '1:44  servers.site.host: expected localhost, or a name below it, such as acme.localhost',
  ],
  'a ready answer that is none': [
    'servers: { site: { start: npm start, ready: { status: up } } }',
    '1:55  servers.site.ready.status: expected a status such as 200, or a class such as 2xx',
  ],
  'a ready path that is none': [
    'servers: { site: { start: npm start, ready: up } }',
    '1:45  servers.site.ready: expected a path such as /healthz',
  ],
  'an address that is none': [
    'servers: { live: { url: example.com } }',
    '1:25  servers.live.url: expected a URL such as https://preview.example.com → write its scheme, too: https://example.com',
  ],
  'an address of this machine without its scheme, with load on it': [
    'servers: { live: { url: "localhost:4002" } }\napi: { a: { server: live, request: GET / } }',
    '1:25  servers.live.url: expected a URL such as https://preview.example.com → write its scheme, too: http://localhost:4002',
  ],
  'an address that may be a secret in the wrong place': [
    'servers: { live: { url: ghp_0123456789abcdef } }',
    '1:25  servers.live.url: expected a URL such as https://preview.example.com → write its scheme, too: https://…',
  ],
  'an address with a user and a password, but no scheme': [
    'servers: { live: { url: "ada:pw@shop.example.com/x" } }',
    '1:25  servers.live.url: expected a URL such as https://preview.example.com → write its scheme, too: https://shop.example.com/x',
  ],
  'load on another machine': [
    'servers: { live: { url: "https://example.com" } }\napi: { a: { server: live, request: GET / } }',
    '2:21  api.a.server: this would put load on "https://example.com" → if that is what you want, add allow-load: true to the server',
  ],
  'load on a name that only looks like this machine': [
    'servers: { live: { url: "http://127.0.0.1.example.com" } }\napi: { a: { server: live, request: GET / } }',
    '2:21  api.a.server: this would put load on "http://127.0.0.1.example.com" → if that is what you want, add allow-load: true to the server',
  ],
  'a time-out of nothing': [
    'servers: { api: { start: npm start, timeout: 0 s } }',
    '1:46  servers.api.timeout: a timeout is at least 1 s',
  ],
  'no time to measure': ['measure: { time: 0 s }', '1:18  measure.time: this leaves no time to measure: at least 1 s'],
  'rounds that are no number': [
    'measure: { rounds: many }',
    '1:20  measure.rounds: expected a number or keys with values, found "many"',
  ],
  'no rounds': ['measure: { rounds: 0 }', '1:20  measure.rounds: at least 1 round'],
  'half a round, in the form of one for each check': [
    'measure: { rounds: { api: 2.5 } }',
    '1:27  measure.rounds.api: expected a whole number, found 2.5',
  ],
  'endless rounds': [
    'measure: { rounds: .inf }',
    '1:20  measure.rounds: expected a number or keys with values, found Infinity',
  ],
  'rounds that could never decide a threshold': [
    `measure: { rounds: { api: 6 } }\n${API} thresholds: { p95: 20% } } }`,
    '1:27  measure.rounds.api: 6 rounds can\'t decide the threshold of p95 of "list": 7 are the least → write 7 or more, or take the threshold away: p95: off',
  ],
  'one round for everything, and a threshold of a whole group': [
    `measure: { rounds: 1 }\nthresholds: { response-time: 20% }\n${API} budgets: { p95: 1 s } } }`,
    '1:20  measure.rounds: 1 round can\'t decide the threshold of p95 of "list": 7 are the least → write 7 or more, or take the threshold away: p95: off',
  ],
  'rounds that are too few for the confidence': [
    `measure: { rounds: 10, confidence: 99.9% }\n${API} thresholds: { error-rate: 1% } } }`,
    '1:20  measure.rounds: 10 rounds can\'t decide the threshold of error rate of "list": 11 are the least → write 11 or more, or take the threshold away: error-rate: off',
  ],
  'a limit of INP on a page that nobody uses': [
    'servers: { site: { static: dist } }\nvitals: { home: { server: site, path: /, budgets: { inp: 200 ms } } }',
    '2:53  vitals.home.budgets.inp: INP is not measured here → name what a person does under interactions, for example: interactions: [{ click: "#buy" }]',
  ],
  'a threshold of INP on a page that nobody uses': [
    'servers: { site: { static: dist } }\nvitals: { home: { server: site, path: /, thresholds: { inp: 10% } } }',
    '2:56  vitals.home.thresholds.inp: INP is not measured here → name what a person does under interactions, for example: interactions: [{ click: "#buy" }]',
  ],
  "a server's limit on an endpoint": [
    `${API} budgets: { memory: 1 MB } } }`,
    '2:56  api.list.budgets.memory: memory is not measured here → it is the server\'s, and judged once for all endpoints: write it under "servers"',
  ],
  'a limit of a server that no endpoint puts under load': [
    'servers: { api: { start: x, budgets: { memory: 1 MB } } }\nbundle: { app: { path: dist } }',
    '1:40  servers.api.budgets.memory: "api" is not measured → put it under load, by an endpoint of api, or delete this',
  ],
  'a limit of a folder': [
    'servers: { api: { static: x, budgets: { memory: 1 MB } } }\nbundle: { app: { path: dist } }',
    '1:39  servers.api.budgets: goes with "start", not with "static" → delete it',
  ],
  'rounds of a check that is always exact': [
    'measure: { rounds: { bundle: 3 } }',
    '1:22  measure.rounds.bundle: there is no such key here; known are vitals, api, bench',
  ],
  'a budget that is a list': [
    'bundle: { app: { path: dist, budgets: { css: [1 kB] } } }',
    '1:46  bundle.app.budgets.css: expected a quantity, found a list → write it like 250 kB',
  ],
  'a budget that is left empty': [
    'bundle:\n  app:\n    path: dist\n    budgets:\n      css:\n',
    '5:7  bundle.app.budgets.css: expected a quantity, found nothing → write it like 250 kB',
  ],
  'a budget without an end': [
    'bundle: { app: { path: dist, budgets: { css: .inf, html: .nan } } }',
    '1:46  bundle.app.budgets.css: Infinity is not a size → write it like 250 kB',
    '1:58  bundle.app.budgets.html: NaN is not a size → write it like 250 kB',
  ],
  'a fixed rate and connections': [
    'servers: { a: { start: x } }\napi: { list: { server: a, request: GET /, rate: 200/s, connections: 10 } }',
    '2:69  api.list.connections: connections and rate exclude each other: a rate opens as many connections as it needs → delete one of them',
  ],
  'a throughput at a fixed rate': [
    'servers: { a: { start: x } }\napi: { list: { server: a, request: GET /, rate: 200/s, budgets: { requests-per-second: 100 } } }',
    '2:67  api.list.budgets.requests-per-second: requests per second is not measured here → it follows from "rate", which fixes what is sent: limit the error rate or p95',
  ],
  'a glob that is left empty': [
    'bundle: { app: { path: dist, exclude: "" } }',
    '1:39  bundle.app.exclude: expected a glob',
  ],
  'a section that is left empty': ['bundle:', '1:1  bundle: expected names with values, found nothing'],
  'a section that is text': ['bundle: dist', '1:9  bundle: expected names with values, found "dist"'],
  'a subject that is text': ['bundle: { app: dist }', '1:16  bundle.app: expected keys with values, found "dist"'],
  'yes where text is expected': ['build: true', '1:8  build: expected text, found true'],
  'no command': ['build: ""', '1:8  build: expected a shell command'],
  'a bundle without files': [
    'bundle: { app: {} }',
    '1:16  bundle.app: a bundle has one of "path", "files" and "import" → write path: dist',
  ],
  'a bundle of two kinds': [
    'bundle: { app: { path: dist, import: "*" } }',
    '1:16  bundle.app: a bundle has one of "path", "files" and "import" → write path: dist',
  ],
  'an import of no names': [
    'bundle: { app: { import: "{ }" } }',
    '1:26  bundle.app.import: expected the names of an import, such as "{ createStore }", "*" or the name of the default export',
  ],
  'an import of no modules': [
    'bundle: { app: { import: {} } }',
    '1:26  bundle.app.import: it names no module → write import: { ".": "*" }',
  ],
  'an import whose module is written twice': [
    'bundle: { app: { import: { ".": "*" }, from: a.js } }',
    '1:46  bundle.app.from: "import" names its modules already → leave "from" out',
  ],
  'a module without an import': [
    'bundle: { app: { path: dist, from: a.js } }',
    '1:36  bundle.app.from: "from" belongs to "import" → write import: "*"',
  ],
  'files of an import': [
    'bundle: { app: { import: "*", exclude: "*.css" } }',
    '1:40  bundle.app.exclude: "exclude" belongs to "path" or "files" → use external for packages',
  ],
  'a glob of an import': [
    'bundle: { app: { import: "*", budgets: { "*.js": 1 kB } } }',
    '1:50  bundle.app.budgets.*.js: an import has no files of its own → use total or javascript',
  ],
  'a compression that is none': [
    'bundle: { app: { path: dist, compression: zip } }',
    '1:43  bundle.app.compression: expected gzip, brotli or none, found "zip"',
  ],
  'a list with something else in it': [
    'bundle: { app: { files: [a, 1] } }',
    '1:29  bundle.app.files.1: expected text, found 1',
  ],
  'an environment that is left empty': [
    'servers: { api: { start: npm start, env: { A: } } }',
    '1:44  servers.api.env.A: expected text, a number or true or false, found nothing',
  ],
  'a request in the short form': [
    'servers: { api: { start: npm start } }\napi: { a: { server: api, request: get api } }',
    '2:35  api.a.request: "get api" is not a request → write GET /api',
  ],
  'a request in the long form': [
    'servers: { api: { start: npm start } }\napi: { a: { server: api, request: { method: GET, path: api, header: {} } } }',
    '2:56  api.a.request.path: expected a path such as /api/resumes',
    '2:61  api.a.request.header: there is no such key here. Did you mean "headers"?',
  ],
  'a request that is neither': [
    'servers: { api: { start: npm start } }\napi: { a: { server: api, request: 5 } }',
    '2:35  api.a.request: expected text or keys with values, found 5',
  ],
  'an answer that is none': [
    'servers: { api: { start: npm start } }\napi: { a: { server: api, request: GET /, expect: [200, 2yy, []] } }',
    '2:56  api.a.expect.1: expected a status such as 200, or a class such as 2xx',
    '2:61  api.a.expect.2: expected text or a number, found a list',
  ],
  'references of requests to what is not there': [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
    'servers: { api: { start: npm start } }\napi: { a: { server: api, request: "GET /${saved:token}" } }',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it quotes that
    '2:35  api.a.request: no "token" is saved for ${saved:token} → nothing is saved before it. Write it under save of a request in before',
  ],
  'data that no request refers to': [
    'servers: { api: { start: npm start } }\napi: { a: { server: api, request: GET /, data: skus.csv } }',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
    '2:48  api.a.data: nothing refers to "skus.csv" → write ${data:name} into path, headers or body, with the name of a column',
  ],
  'an expectation of a wrong type': [
    'servers: { api: { start: npm start } }\napi: { a: { server: api, request: GET /, expect: true } }',
    '2:50  api.a.expect: expected text, a number, a list or keys with values, found true',
  ],
};

describe('It is told like a person would:', () => {
  test.each(Object.entries(TABLE))('%s', async (_, [text, ...mistakes]) => {
    expect(await mistakesOf(text)).toEqual(mistakes.map((mistake) => `perf-budget.yml:${mistake}`));
  });
});

describe('Text that is not YAML, or not a config, is refused in the same form:', () => {
  test.each<[string, string, ...string[]]>([
    [
      'a bracket that is not closed',
      'bundle: [',
      '1:10  this is not indented like what it belongs to, or a bracket before it is not closed → indent the keys of one block alike, and close every [ and {',
    ],
    [
      'lines of one block that begin at different columns',
      'a:\n  b: 1\n c: 2',
      '3:1  this is not indented like what it belongs to, or a bracket before it is not closed → indent the keys of one block alike, and close every [ and {',
    ],
    ['a tab', 'bundle:\n\tapp: {}', '2:1  this line is indented with a tab → indent with spaces'],
    [
      'a quote that is not closed',
      'build: "npm',
      '1:12  a quote before this is never closed → close it, or put it in quotes of the other kind',
    ],
    [
      'a second colon',
      'build: a: b',
      '1:8  there is a second "key: value" in this line → put the value in quotes, or its keys on lines of their own',
    ],
    [
      'a character that means something',
      'build: @x',
      '1:8  no value begins with this character → put the value in quotes',
    ],
    [
      'no space after the colon',
      'build:x\nbundle: 1',
      '1:1  this is not a key with a value → write key: value, with a space after the colon',
    ],
    [
      'two documents',
      'build: a\n---\nbuild: b',
      '2:1  a second document begins here → delete this line: a config is one document',
    ],
    ['a tag', 'build: !shell npm', '1:8  a tag has no meaning here → put the value in quotes if it begins with "!"'],
    ['a key that is a list', '? [a]\n: 1', '1:3  a key is text → write key: value'],
    ['a list', '- bundle', '1:1  expected keys with values, found a list'],
    ['text', 'bundle', '1:1  expected keys with values, found "bundle"'],
    ['a number', '42', '1:1  expected keys with values, found 42'],
  ])('%s', async (_, text, mistake) => {
    const [first] = await mistakesOf(text);
    expect(first).toBe(`perf-budget.yml:${mistake}`);
  });
});

test('What follows from the first error of a line is left out', async () => {
  expect(await mistakesOf('- x\nb: 1')).toHaveLength(1);
});

test('The column counts characters, and the carets stand under the value, whatever comes before it', async () => {
  expect(await refusalOf('bundle: { "🚀 漢字": { path: 5 } }')).toContain(
    [
      'perf-budget.yml:1:27  bundle.🚀 漢字.path: expected text, found 5',
      '      1 | bundle: { "🚀 漢字": { path: 5 } }',
      '        |                              ^',
    ].join('\n'),
  );
});
