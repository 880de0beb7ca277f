import { existsSync } from 'node:fs';
import { glob, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { checks } from '../../src/checks/index.ts';
import { checkName } from '../../src/github/publish/check-run.ts';
import { planOf } from '../support/plans/from-yaml.ts';

const root = join(import.meta.dirname, '../..');

const pages = new Map<string, string>();
for await (const page of glob(['*.md', 'docs/**/*.md', 'examples/{shop,resumes}/{,base/}*.md'], { cwd: root }))
  pages.set(page, await readFile(join(root, page), 'utf8'));

const withoutCode = (text: string): string => text.replace(/^```.*?^```$/gms, '');

/** The anchor that GitHub gives to a title: `### Single files` is `#single-files`. */
const anchorsOf = (text: string): string[] =>
  [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

const linksOf = (text: string): string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => (/^https?:/.test(link) ? [] : [link]));

function leadsNowhere(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? from : relative(root, join(root, dirname(from), path));
  if (!existsSync(join(root, file))) return true;
  const text = pages.get(file);
  return anchor !== undefined && text !== undefined && !anchorsOf(text).includes(anchor);
}

test.each([...pages.keys()])('every link in %s leads to a file and a title that exist', (page) => {
  const links = linksOf(pages.get(page) ?? '');
  expect(links.filter((link) => leadsNowhere(page, link))).toEqual([]);
});

test.each(['docs', 'docs/recipes'])('%s/README.md links every page of its folder', (folder) => {
  const linked = linksOf(pages.get(`${folder}/README.md`) ?? '');
  const inFolder = [...pages.keys()].filter((page) => dirname(page) === folder).map((page) => basename(page));
  const others = inFolder.filter((page) => page !== 'README.md');
  expect(others).not.toEqual([]);
  expect(others.filter((page) => !linked.includes(page))).toEqual([]);
});

test('the figures of README.md are those of docs/statistics.md', () => {
  const rows = (page: string) => (pages.get(page) ?? '').match(/^\|.* \d+ \|$/gm) ?? [];
  expect(rows('README.md').length).toBeGreaterThan(5);
  expect(rows('docs/statistics.md')).toEqual(expect.arrayContaining(rows('README.md')));
});

test('README.md has at most 150 lines, and the glossary of CONTRIBUTING.md at most 25 words', () => {
  const glossary =
    (pages.get('CONTRIBUTING.md') ?? '').split('\n## ').find((part) => part.startsWith('Glossary')) ?? '';
  const words = [...glossary.matchAll(/^\| ([a-z]+) \|/gm)].filter(([, word]) => word !== 'word');
  expect((pages.get('README.md') ?? '').trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  expect(words.length).toBeGreaterThan(15);
  expect(words.length).toBeLessThanOrEqual(25);
});

test('CONTRIBUTING.md says what each folder of src/ is for', async () => {
  const folders = (await readdir(join(root, 'src'), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const text = pages.get('CONTRIBUTING.md') ?? '';
  expect(folders.map(({ name }) => name).filter((name) => !text.includes(`\`${name}/\``))).toEqual([]);
});

/** The examples in YAML, each with the page that shows it. */
const examples = [...pages].flatMap(([page, text]) =>
  [...text.matchAll(/^( *)```yaml\n(.*?)^ *```$/gms)].map(([, indent = '', yaml = '']) => ({
    page,
    yaml: yaml.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  })),
);

const ownWorkflow = await readFile(join(root, '.github/workflows/perf-budget.yml'), 'utf8');

const isConfig = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && checks.some(({ id }) => id in value && !('jobs' in value));

describe('an example in YAML', () => {
  test.each(examples)('of $page can be parsed', ({ yaml }) => {
    expect(() => parse(yaml)).not.toThrow();
  });

  const workflows = examples.filter(({ yaml }) => 'jobs' in (parse(yaml) ?? {}));

  test.each([...workflows, { page: 'perf-budget.yml', yaml: ownWorkflow }])(
    'of $page calls no job like the check, for GitHub lists both',
    ({ yaml }) => {
      const jobs = Object.entries<{ name?: string }>(parse(yaml).jobs).map(([id, { name = id }]) => name);
      expect(jobs.length).toBeGreaterThan(0);
      expect(jobs.filter((name) => name.startsWith(checkName('default')))).toEqual([]);
    },
  );

  const configs = examples.filter(({ yaml }) => isConfig(parse(yaml)));

  test.each(configs)('of $page is a config without mistakes', async ({ yaml }) => {
    for (const [, name = ''] of yaml.matchAll(/\$\{env:(\w+)\}/g)) vi.stubEnv(name, 'https://www.example.com');
    onTestFinished(() => void vi.unstubAllEnvs());
    const servers = /^servers:/m.test(yaml)
      ? ''
      : '\nservers: { site: { static: dist }, api: { start: node server.js } }\n';
    expect((await planOf(yaml + servers)).subjects).not.toEqual([]);
  });

  test('is a config on at least four pages', () => {
    expect(new Set(configs.map(({ page }) => page)).size).toBeGreaterThanOrEqual(4);
  });
});
