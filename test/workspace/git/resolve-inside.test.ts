import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkoutRoot } from '../../../src/workspace/git/checkout-root.ts';
import { resolveInside } from '../../../src/workspace/git/resolve-inside.ts';
import { temporaryFolder } from '../../support/folders/temporary.ts';

test('A path of the config may go up within the checkout, and not out of it', async () => {
  await using folder = await temporaryFolder();
  const root = join(folder.path, 'repository');
  const api = join(root, 'packages', 'api');
  await mkdir(join(root, '.git'), { recursive: true });
  await mkdir(api, { recursive: true });
  expect(checkoutRoot(api)).toBe(root);
  expect(resolveInside(api, '../web/dist')).toBe(join(root, 'packages', 'web', 'dist'));
  expect(resolveInside(api, '../..')).toBe(root);
  expect(resolveInside(api, '../../..')).toBe(null);
  expect(resolveInside(api, '/etc')).toBe(null);
});
