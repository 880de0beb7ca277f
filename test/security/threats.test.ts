import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const [, table = ''] = readFileSync(join(root, 'SECURITY.md'), 'utf8').split(/^## Threats.*\n\n\|.*\n\|.*\n/m);
const threats = table.split('\n').filter((line) => line.startsWith('|'));
const rows = [...table.matchAll(/^\| (.+?) \| .+ \| `(test\/[^`]+)`: (.+) \|$/gm)].map(
  ([, threat = '', file = '', title = '']) => ({ threat, file, title }),
);

/** The titles of the tests, and groups of tests, that run: not those in comments, nor of `skip`, `todo` and `only`. */
function activeTitles(source: string): string[] {
  const code = source.replace(/^\s*\/\*.*?\*\/|^\s*\/\/[^\n]*/gms, '');
  // They also silence the tests inside, or beside, them.
  if (/^\s*(?:describe\.(?:skip|todo|only)|(?:it|test)\.only)\b/m.test(code)) return [];
  const call = /^\s*(?:it|test|describe)((?:\.\w+)*)/;
  const title = /^\s*(?:(?:it|test|describe)(?:\.\w+)*\(|.*\)\()\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|`([^`]*)`)/;
  let modifiers = '';
  const lines = code.split('\n');
  return lines.flatMap((line, at) => {
    const opened = call.exec(line);
    if (opened) modifiers = opened[1] ?? '';
    const [, single, double, template] = title.exec(/\($/.test(line) ? `${line}${lines[at + 1]}` : line) ?? [];
    const found = single?.replaceAll("\\'", "'") ?? double ?? template;
    return found === undefined || /\.(?:skip|todo|only)\b/.test(modifiers) ? [] : [found];
  });
}

it('SECURITY.md names a test for each of its threats', () => {
  expect(threats.length).toBeGreaterThan(25);
  expect(rows.length).toBe(threats.length);
});

it.each(rows)('SECURITY.md names a test that runs for the threat: $threat', ({ file, title }) => {
  expect(activeTitles(readFileSync(join(root, file), 'utf8')).filter((one) => one.includes(title))).not.toEqual([]);
});

describe('the test of SECURITY.md', () => {
  it.each([
    "it('holds', () => {});",
    "  it('holds', { timeout: 30_000 }, () => {});",
    "it.each([1])('holds', () => {});",
    "test.each([\n  [1],\n] as const)('holds', () => {});",
    "test.each([1])(\n  'holds',\n  () => {},\n);",
    "describe('holds', () => {});",
  ])('takes a test that runs for one: %s', (source) => expect(activeTitles(source)).toEqual(['holds']));

  it.each([
    "// it('holds', () => {});",
    "/* it('holds', () => {}); */",
    "/*\nit('holds', () => {});\n*/",
    "it.skip('holds', () => {});",
    "it.concurrent.skip('holds', () => {});",
    "it.skip.each([1])('holds', () => {});",
    "it.todo('holds');",
    "test.only('holds', () => {});",
    "describe.skip('a group', () => {\n  it('holds', () => {});\n});",
    "it.only('another', () => {});\nit('holds', () => {});",
    "const title = 'holds';",
  ])('takes nothing else for one: %s', (source) => expect(activeTitles(source)).toEqual([]));
});
