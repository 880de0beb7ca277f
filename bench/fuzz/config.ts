import { parseDocument, stringify } from 'yaml';
import { HOSTILE } from '../../test/support/reports/hostile.ts';
import { KINDS, type Mutation, mutated } from '../../test/support/reports/mutations.ts';

/** A config with all its keys. */
const CONFIG = `
install: npm ci
build: npm run build
servers:
  site: { static: dist }
  api: { start: node server.js, prepare: npm run migrate, env: { A: "\${side}", B: "\${env:HOME}" }, cwd: ., ready: /healthz, timeout: 30 s }
  live: { url: "https://preview.example.com", base-url: "https://www.example.com" }
bundle:
  app: { path: dist, compression: gzip, budgets: { javascript: 250 kB, total: "500 kB, +5 kB", initial: off }, thresholds: { css: +5 kB } }
  files: { files: ["**/*.js"], exclude: ["**/*.map"] }
vitals:
  home:
    server: site
    path: /
    device: [mobile, desktop]
    budgets: { lcp: 2.5 s, cls: 0.1, inp: 200 ms }
    interactions: [{ click: "text=Add" }, { type: { into: "#q", text: shoes } }, { press: Enter }, { scroll: "#footer" }]
    headers: { x-preview: key }
    cookies: { session: abc }
    basic-auth: { username: ada, password: pw }
api:
  list: { server: api, request: GET /api, expect: 2xx, connections: 10, timeout: 10 s, budgets: { p95: 500 ms, error-rate: 1% } }
  post: { server: api, request: { method: POST, path: /, headers: { a: b }, body: { a: [1, 2] } } }
thresholds: { bundle-size: 10%, page-load: 10%, p95: 20% }
measure: { rounds: { vitals: 20, api: 40 }, time: 5 min, confidence: 99% }
`;

const json = JSON.stringify(parseDocument(CONFIG).toJS());

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ': ',
  ',',
  '&a ',
  '*a',
  '!!js/function ',
  '!!binary ',
  '? ',
  '- ',
  '|\n',
  '>\n',
  '#',
  '"',
  "'",
  '\n',
  '\t',
  '<<: *a',
  '%YAML 1.1\n',
  '---\n',
  '...\n',
  ['$', '{env:X}'].join(''),
  '\u0000',
  '\ufeff',
  '\u001b[31m',
  '1e999',
  '.inf',
  '.nan',
  '0o17',
  '~',
  '"x": ',
];

/** A config spoiled as text, or spoiled as data and then written as YAML or JSON. */
export function configFrom(random: () => number): string {
  const seed = () => Math.floor(random() * 2 ** 31);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  if (random() < 0.5) {
    let text = CONFIG;
    for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits--) {
      const at = Math.floor(random() * text.length);
      const piece = pick([...PIECES, ...HOSTILE]).repeat(random() < 0.05 ? pick([100, 5_000]) : 1);
      text = text.slice(0, at) + piece + text.slice(at + pick([0, 0, 1, 10, 200]));
    }
    return text;
  }
  const mutations = Array.from(
    { length: 1 + Math.floor(random() * 3) },
    (): Mutation => ({ kind: pick(KINDS), seed: seed() }),
  );
  const spoiled = mutated(json, mutations).toString('utf8');
  if (random() < 0.5 || spoiled.length > 200_000) return spoiled;
  try {
    return stringify(JSON.parse(spoiled));
  } catch {
    return spoiled;
  }
}
