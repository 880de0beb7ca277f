import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importedPackages } from '../../../../src/checks/bundle/modules/imported-packages.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imported-packages-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('Installed packages that sources import are found with their version and importers, aliases and Node’s modules are not', async () => {
  const files = {
    '.git/HEAD': '',
    'lib/total.js': "import _ from 'lodash';\nimport { join } from 'path';\nimport { a } from 'components/a';\n",
    'app/page.tsx': "import sum from 'lodash/sum';\nimport type { T } from 'types';\n",
    'node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.21"}',
    'node_modules/types/package.json': '{"name":"types","version":"1.0.0"}',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  expect(await importedPackages(folder, new AbortController().signal)).toEqual({
    lodash: { version: '4.17.21', importers: ['app/page.tsx', 'lib/total.js'] },
  });
});
