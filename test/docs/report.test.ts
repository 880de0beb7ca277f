import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { checks } from '../../src/checks/index.ts';
import { writtenReportSchema } from '../../src/model/written-report.ts';

const page = await readFile(join(import.meta.dirname, '../../docs/report.md'), 'utf8');

/** The part of the page under a title of the second level. */
const section = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

const codesIn = (text: string): Set<string> => new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code));

type Node = z.core.JSONSchema.JSONSchema;

const NAMES_A_SUBJECT = ['check', 'subject', 'variant', 'part'];

/** Each key of an object in the schema, with its path from there: `change.low`, `failures[].side`. */
function pathsOf(node: Node, path = ''): string[] {
  const below = Object.entries(node.properties ?? {}).flatMap(([key, value]) => {
    const own = path === '' ? key : `${path}.${key}`;
    return [own, ...pathsOf(value as Node, own)];
  });
  const items = node.items === undefined ? [] : pathsOf(node.items as Node, `${path}[]`);
  const choices = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((one) => pathsOf(one as Node, path));
  return [...below, ...items, ...choices];
}

const properties = (z.toJSONSchema(writtenReportSchema).properties ?? {}) as Record<string, Node>;

/** Keys with a section of their own; the others are in the section on the run. */
const SECTIONS = Object.keys(properties).filter((key) => section(key) !== '');

/** Whether the text names a key by its path, or by its last part beside an object that it names. */
function isNamed(path: string, named: Set<string>): boolean {
  const cut = path.lastIndexOf('.');
  return (
    named.has(path) || (cut > 0 && named.has(path.slice(cut + 1)) && named.has(path.slice(0, cut).replace(/\[\]$/, '')))
  );
}

test('docs/report.md names every key of report.json at the top level', () => {
  const named = codesIn(section('The run'));
  expect(Object.keys(properties).filter((key) => !SECTIONS.includes(key) && !named.has(key))).toEqual([]);
});

test('docs/report.md names every key inside those of the run itself', () => {
  const named = codesIn(section('The run'));
  const paths = Object.entries(properties)
    .filter(([key]) => !SECTIONS.includes(key))
    .flatMap(([key, node]) => pathsOf(node, key));
  expect(paths.filter((path) => !isNamed(path, named))).toEqual([]);
});

test.each(SECTIONS)('docs/report.md names every key of %s', (key) => {
  const named = codesIn(section(key));
  const node = properties[key] as Node;
  const paths = pathsOf((node.items as Node | undefined) ?? node);
  expect(paths).not.toEqual([]);
  expect(paths.filter((path) => !isNamed(path, named) && !NAMES_A_SUBJECT.includes(path))).toEqual([]);
});

test('docs/report.md describes no key that report.json lacks', () => {
  const paths = Object.entries(properties).flatMap(([key, node]) => [...pathsOf(node, key), key]);
  const known = new Set(paths.flatMap((path) => path.split('.').map((_, index, keys) => keys.slice(index).join('.'))));
  const details = (page.split('## details')[1] ?? '').split(/^## /m)[0] ?? '';
  const described = [...page.replace(details, '').matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => [
    ...codesIn(cell),
  ]);
  const codes = new Set(checks.flatMap(({ explain }) => Object.keys(explain.words.findings)));
  expect(described.filter((path) => !known.has(path) && !codes.has(path))).toEqual([]);
});

test('docs/report.md names the keys of a subject', () => {
  expect([...codesIn(section('Keys of a subject'))]).toEqual(expect.arrayContaining(NAMES_A_SUBJECT));
});

test.each(checks.map(({ id }) => id))('docs/report.md describes the details of %s', (id) => {
  expect(page).toContain(`\n### Details of ${id}\n`);
});

test('docs/report.md names every code of a finding and of a suggestion', () => {
  const named = codesIn(section('findings'));
  const codes = checks.flatMap(({ explain: { words } }) => [
    ...Object.keys(words.findings),
    ...Object.keys(words.fixes),
  ]);
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !named.has(code))).toEqual([]);
});
