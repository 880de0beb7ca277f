import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rows = [
  ...readFileSync(join(root, 'SECURITY.md'), 'utf8').matchAll(/^\| (.+?) \| .+ \| `(test\/[^`]+)`: (.+) \|$/gm),
].map(([, threat = '', file = '', title = '']) => ({ threat, file, title }));

it('SECURITY.md names a test for each of its threats', () => {
  expect(rows.length).toBeGreaterThan(25);
});

it.each(rows)('there is the test that holds: $threat', ({ file, title }) => {
  const source = readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'");
  expect(source).toContain(title);
});
