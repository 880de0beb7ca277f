import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HELP } from '../../src/cli/help.ts';
import { FAIL_ON } from '../../src/compare/exit-code.ts';

const page = await readFile(join(import.meta.dirname, '../../docs/command-line.md'), 'utf8');

/** The part of the page under a title of the second level. */
const section = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

/** The options that the tables of a section explain, each by its name alone. */
const explained = (title: string): string[] =>
  [...section(title).matchAll(/^\| (`--.*?) \|/gm)]
    .flatMap(([, names = '']) => [...names.matchAll(/--[a-z-]+/g)].map(([name]) => name))
    .sort();

/** The options that a group of the help lists. */
const listed = (title: string): string[] => {
  const group = HELP.split(/\n(?=\S)/).find((part) => part.startsWith(`${title}\n`)) ?? '';
  return [...group.matchAll(/^ {2}(--.*)$/gm)]
    .flatMap(([, line = '']) => [...line.matchAll(/(?:^|, )(--[a-z-]+)/g)].map(([, name = '']) => name))
    .sort();
};

test.each([
  ['init', 'Options of init'],
  ['run', 'Options of run'],
  ['report', 'Options of report'],
  ['Options of run and report', 'Options of run and report'],
])('docs/command-line.md and --help have the same options: %s', (title, group) => {
  expect(explained(title)).not.toEqual([]);
  expect(explained(title)).toEqual(listed(group));
});

test('docs/command-line.md names every value of --fail-on', () => {
  const row = page.split('\n').find((line) => line.startsWith('| `--fail-on')) ?? '';
  expect(FAIL_ON.filter((value) => !row.includes(`\`${value}\``))).toEqual([]);
});

test('docs/command-line.md and --help have the same exit codes', () => {
  const codesOf = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, code]) => code);
  const ofPage = codesOf(section('Exit code'), /^\| `(\d)` \|/gm);
  expect(ofPage).toEqual(codesOf(HELP.split('\nExit code\n')[1] ?? '', /^ {2}(\d) {2}/gm));
  expect(ofPage).toEqual(['0', '1', '2', '3']);
});
