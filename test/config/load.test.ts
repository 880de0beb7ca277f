import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONFIG_FILES, loadConfig } from '../../src/config/load.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { planOf, refusalOf } from '../support/plans/from-yaml.ts';

describe('A config is found', () => {
  test.each(CONFIG_FILES)('as %s', async (file) => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, { [file]: '{ "build": "make" }' });
    expect(await loadConfig(folder.path, null)).toMatchObject({ document: { file }, config: { build: 'make' } });
  });

  test('at the first of these names that is there', async () => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, {
      '.github/perf-budget.yml': 'build: second',
      'perf-budget.json': '{"build":"first"}',
    });
    expect((await loadConfig(folder.path, null))?.config.build).toBe('first');
  });

  test('under any name that is given, relative or whole, and is called by its path from the working directory', async () => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, { 'ci/limits.yml': 'build: make' });
    for (const named of ['ci/limits.yml', './ci/../ci/limits.yml', join(folder.path, 'ci/limits.yml')]) {
      expect((await loadConfig(folder.path, named))?.document.file).toBe('ci/limits.yml');
    }
  });

  test('nowhere, and that is no mistake', async () => {
    await using folder = await temporaryFolder();
    expect(await loadConfig(folder.path, null)).toBeNull();
  });
});

describe('A config that was named but can not be read is a mistake:', () => {
  test('there is no such file', async () => {
    await using folder = await temporaryFolder();
    await expect(loadConfig(folder.path, 'perf.yml')).rejects.toThrow(
      `perf.yml can't be read: there is no such file. Name a file, relative to ${folder.path} or by its whole path.`,
    );
  });

  test('it is a folder', async () => {
    await using folder = await temporaryFolder();
    await expect(loadConfig(folder.path, '.')).rejects.toThrow(".  can't be read: it is a folder".replace('  ', ' '));
  });
});

test.each([
  ['nothing at all', ''],
  ['only a comment', '# later\n'],
  ['only the mark of a document', '---\n'],
])('A file with %s is empty, which is a mistake with a way out', async (_, text) => {
  expect(await refusalOf(text)).toBe(
    'perf-budget.yml is empty. Name a check in it, for example:\n\n  bundle:\n    app: { path: dist }\n\nor delete it: without a config the output folder is found and checked.',
  );
});

test('A file in another encoding is refused as such', async () => {
  expect(await refusalOf(Buffer.from('\ufeffbuild: make', 'utf16le'))).toBe(
    'perf-budget.yml is not UTF-8 text. Save it as UTF-8.',
  );
});

test('A byte order mark, line ends of Windows and JSON with tabs are no obstacle', async () => {
  expect((await planOf('\ufeffbuild: make\r\nmeasure:\r\n  time: 30 s\r\n')).build).toBe('make');
  expect((await planOf('{\n\t"build": "make",\n\t"bundle": {\n\t\t"app": { "path": "dist" }\n\t}\n}\n')).build).toBe(
    'make',
  );
});

test('A mistake in JSON is told like one in YAML', async () => {
  expect(await refusalOf('{\n\t"$schema": "./schema.json",\n\t"build": 5\n}\n', 'perf-budget.json')).toBe(
    [
      'perf-budget.json has a mistake:',
      '',
      '  perf-budget.json:3:11  build: expected text, found 5',
      '      3 |     "build": 5',
      '        |              ^',
    ].join('\n'),
  );
});
