import { expect, it } from 'vitest';
import { asFileName } from '../../src/text/file-name.ts';

it('a plain name is kept as a file name', () => {
  expect(asFileName('home-2.0', 'page')).toBe('home-2.0');
});

it('a file name leaves no way out of the folder, and nothing that a shell or a file system minds', () => {
  expect(asFileName('../../etc/pass wd;$(x)', 'page')).toBe('etc-pass-wd-x');
  expect(asFileName('.hidden', 'page')).toBe('hidden');
  expect(asFileName('a\\b:c*d?"e<f>|', 'page')).toBe('a-b-c-d-e-f');
});

it('a file name keeps letters without their accents', () => {
  expect(asFileName('Crème brûlée', 'page')).toBe('Creme-brulee');
});

it('a file gets another name where nothing is left of the given one', () => {
  expect(asFileName('首页', 'page')).toBe('page');
  expect(asFileName('...', 'page')).toBe('page');
});

it('a file name is not too long', () => {
  expect(asFileName('x'.repeat(200), 'page')).toHaveLength(60);
});
