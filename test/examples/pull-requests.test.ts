import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const examples = join(import.meta.dirname, '..', '..', 'examples');

/** The sources under `folder`, without what installing and building leave behind. */
async function sources(folder: string): Promise<string[]> {
  const files = await Array.fromAsync(glob('**/*.*', { cwd: folder, exclude: ['node_modules', 'dist'] }));
  return files.filter((file) => file !== 'stats.json').sort();
}

describe.each([
  ['shop', 'server/products.js'],
  ['resumes', 'database/003-positions.sql'],
])('the pull request of the example %s', (name, changed) => {
  const base = join(examples, name, 'base');
  const head = join(examples, name, 'head');

  test('has only files that it adds or changes', async () => {
    const inBase = new Set(await sources(base));
    const inHead = await sources(head);
    expect(inHead).toContain(changed);
    for (const file of inHead.filter((file) => inBase.has(file))) {
      expect(await readFile(join(head, file)), file).not.toEqual(await readFile(join(base, file)));
    }
  });

  test('leaves the budgets alone', async () => {
    expect(await sources(head)).not.toContain('perf-budget.yml');
  });

  test('has lockfiles that name no registry', async () => {
    const lockfiles = await Array.fromAsync(
      glob('{base,head}/package-lock.json', { cwd: join(examples, name) }),
      async (file) => await readFile(join(examples, name, file), 'utf8'),
    );
    expect(lockfiles).not.toEqual([]);
    for (const text of lockfiles) {
      const { packages } = JSON.parse(text) as { packages: Record<string, { resolved?: string }> };
      expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
    }
  });
});
