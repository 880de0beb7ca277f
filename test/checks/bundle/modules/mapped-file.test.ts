import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectAt } from '../../../../src/checks/bundle/bundlers/module-id.ts';
import { mappedFile } from '../../../../src/checks/bundle/modules/mapped-file.ts';
import { temporaryFolder, writeFiles } from '../../../support/folders/temporary.ts';

test('the map of a rebuild may be written as if it lay beside the file that ships', async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { '.git/HEAD': '', 'src/table.js': 'let a' });
  const text = JSON.stringify({ version: 3, sources: ['../../src/table.js'], names: [], mappings: 'AAAA' });
  const folders = ['/tmp/maps-1/output-0/assets', join(folder.path, 'dist/assets')] as const;
  const shipped = { path: 'assets/worker.js', bytes: 5 };
  const { file } = mappedFile(shipped, Buffer.from('let a'), { text, folders }, projectAt(folder.path));
  expect(file.modules).toEqual([{ id: 'src/table.js', bytes: 5 }]);
});
