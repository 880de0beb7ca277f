import { describe, expect, it } from 'vitest';
import { namesOfBuild } from '../../../../src/checks/bundle/names/names.ts';

const logical = (paths: string[], known?: Map<string, string>) =>
  [...namesOfBuild(paths, known)].map(([, name]) => name.logical);

describe('hashes in the names of a build', () => {
  it('a part of a name that may be a word is a hash if all names of its kind have one', () => {
    expect(logical(['assets/index-CD5neIF8.js', 'assets/page-Abcdefgh.js'])).toEqual([
      'assets/index-*.js',
      'assets/page-*.js',
    ]);
  });

  it('hashes that may be words need one sure hash in the folder, of any file type', () => {
    expect(logical(['assets/index-Abcdefgh.js', 'assets/index-CD5neIF8.css'])[0]).toBe('assets/index-*.js');
    expect(logical(['assets/index-Abcdefgh.js', 'other/index-CD5neIF8.css'])[0]).toBe('assets/index-Abcdefgh.js');
  });

  it.each([
    ['another of its kind has none', ['index-CD5neIF8.js', 'page-Checkout.js', 'worker.js']],
    ['those of the others stand behind another separator', ['index-CD5neIF8.js', 'lodash.debounce.js']],
    ['it would be the whole name', ['index-CD5neIF8.js', 'Checkout.js']],
  ])('a word in a file name is no hash where %s', (_, paths) => {
    expect(logical(paths)[1]).toBe(paths[1]);
  });

  it('a single random folder is the hash of the build; several are ids', () => {
    const first = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const second = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
    expect(logical([`static/${first}/a.js`, `static/${first}/b.js`])).toEqual(['static/*/a.js', 'static/*/b.js']);
    const posts = [`posts/${first}/index.html`, `posts/${second}/index.html`];
    expect(logical(posts)).toEqual(posts);
  });

  it('hashes in names are those that the bundler reports', () => {
    expect(logical(['a-1234.js', 'b-1234.js'], new Map([['a-1234.js', '1234']]))).toEqual(['a-*.js', 'b-1234.js']);
  });
});
