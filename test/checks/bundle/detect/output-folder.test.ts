import { readdir, symlink, utimes } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findOutputFolder, type Search } from '../../../../src/checks/bundle/detect/output-folder.ts';
import { detect } from '../../../../src/checks/bundle/detected.ts';
import { type Files, temporaryFolder, writeFiles } from '../../../support/folders/temporary.ts';
import { createRepository } from '../../../support/git/repository.ts';

interface Project {
  /** Committed. */
  readonly sources?: Files;
  /** There before the build, and not committed. */
  readonly before?: Files;
  /** What the build writes; null: nothing is built. */
  readonly built?: Files | null;
  /** The working directory in the checkout. */
  readonly directory?: string;
}

/** Files of these paths. */
const files = (...paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, 'x']));

const IGNORED = {
  '.gitignore':
    'node_modules\ndist\nbuild\nout\nwww\nlib\n.next\n.svelte-kit\n.output\n.nuxt\n.vercel\n.angular\nstorybook-static\ncoverage\n/public/build\n/web-out\n',
};

async function search({ sources = {}, before = {}, built = {}, directory = '.' }: Project): Promise<Search> {
  await using folder = await temporaryFolder();
  await createRepository(folder.path, { ...IGNORED, 'src/main.js': 'x', ...sources });
  await writeFiles(folder.path, before);
  const startedAt = Date.now();
  for (const entry of await readdir(folder.path, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), 1_000_000, 1_000_000);
  }
  await writeFiles(folder.path, built ?? {});
  return await findOutputFolder(join(folder.path, directory), built === null ? null : startedAt);
}

const outputOf = async (project: Project) => (await search(project)).found;

const OUTPUTS: readonly (readonly [tool: string, written: readonly string[], path: string])[] = [
  ['Vite', ['dist/index.html', 'dist/assets/index-a1b2.js'], 'dist'],
  ['webpack', ['dist/main.js'], 'dist'],
  ['Next.js', ['.next/static/chunks/a.js', '.next/server/app/index.html', '.next/cache/b.js'], '.next/static'],
  ['Next.js, exported', ['out/index.html', 'out/_next/static/a.js', '.next/static/a.js', '.next/server/b.js'], 'out'],
  ['Astro', ['dist/index.html', 'dist/_astro/a.css'], 'dist'],
  ['Astro with a server', ['dist/client/_astro/a.js', 'dist/server/entry.mjs'], 'dist/client'],
  ['SvelteKit without a server', ['build/index.html', '.svelte-kit/output/client/a.js', '.svelte-kit/b.js'], 'build'],
  [
    'SvelteKit for Node.js',
    ['build/client/_app/a.js', 'build/server/b.js', 'build/index.js', '.svelte-kit/output/client/_app/a.js'],
    'build/client',
  ],
  [
    'SvelteKit for another host',
    ['.svelte-kit/output/client/a.js', '.svelte-kit/output/server/b.js'],
    '.svelte-kit/output/client',
  ],
  [
    'Angular',
    ['dist/shop/browser/index.html', 'dist/shop/browser/main.js', '.angular/cache/a.js'],
    'dist/shop/browser',
  ],
  ['Angular with a server', ['dist/shop/browser/main.js', 'dist/shop/server/server.mjs'], 'dist/shop/browser'],
  ['Angular before version 17', ['dist/shop/index.html', 'dist/shop/main.js'], 'dist/shop'],
  ['Nuxt', ['.output/public/_nuxt/a.js', '.output/server/b.mjs', '.nuxt/dist/client/c.js'], '.output/public'],
  ['esbuild', ['www/js/a.js', 'www/css/a.css'], 'www'],
];

test.each([
  ['English', ['dist/de/index.html', 'dist/en/index.html', 'dist/a.js'], 'en/index.html'],
  ['first', ['dist/pt-BR/index.html', 'dist/de/index.html', 'dist/de/about/index.html'], 'de/index.html'],
])('a site in several languages without a page at its root has the %s one', async (_, written, page) => {
  expect(await outputOf({ built: files(...written) })).toMatchObject({ path: 'dist', page });
});

describe.each(OUTPUTS)('What %s writes is found', (_, written, path) => {
  const page = written.includes(`${path}/index.html`) ? 'index.html' : null;

  test('the output is found after the build', async () => {
    const found = await outputOf({ built: files(...written) });
    expect(found).toMatchObject({ path, page, others: [] });
    expect(found?.reason).toMatch(/^the build wrote it/);
  });

  test('the output is found after a build that wrote nothing', async () => {
    const found = await outputOf({ before: files(...written) });
    expect(found).toMatchObject({ path, page, others: [] });
    expect(found?.reason).toMatch(/^a usual output folder/);
  });

  test('the output is found before any build', async () => {
    expect(await outputOf({ before: files(...written), built: null })).toMatchObject({ path, page, others: [] });
  });

  test('an output that git tracks is found where the build wrote nothing', async () => {
    const sources = { ...files(...written), '.gitignore': '' };
    expect(await outputOf({ sources })).toMatchObject({ path, page });
  });

  test('an output that git tracks is found where the build wrote it', async () => {
    const sources = { ...files(...written), '.gitignore': '' };
    expect(await outputOf({ sources, built: files(...written) })).toMatchObject({ path, page });
  });
});

describe("A framework's own folder, which git ignores, is not preferred to the output that git tracks,", () => {
  const own = files('.svelte-kit/output/client/a.js', '.next/static/a.js');
  test.each<[path: string, output: Files]>([
    ['build', files('build/index.html')],
    ['build/client', files('build/client/a.js', 'build/server/b.js')],
    ['out', files('out/index.html')],
  ])('be that %s written or not', async (path, output) => {
    const sources = { ...output, '.gitignore': '.svelte-kit\n.next' };
    expect(await outputOf({ sources, before: own })).toMatchObject({ path, others: [] });
    expect(await outputOf({ sources, built: { ...own, ...output } })).toMatchObject({ path, others: [] });
  });
});

describe('A folder of any name is found if the build wrote it and git', () => {
  test.each<[string, Project, string]>([
    ['ignores it', { built: files('web-out/index.html', 'web-out/js/a.js') }, 'web-out'],
    ['does not know it', { built: files('site/js/a.js', 'site/css/b.css') }, 'site'],
    [
      'tracks a folder around it',
      { sources: files('public/a.png', 'public/index.php'), built: files('public/build/a.js') },
      'public/build',
    ],
    [
      'tracks a page in a folder around it',
      { sources: files('public/index.html'), built: files('public/build/a.js') },
      'public',
    ],
    ['tracks it', { sources: files('docs/index.html', 'docs/a.js'), built: files('docs/index.html') }, 'docs'],
    ['tracks a page beside it', { sources: files('public/index.html'), built: files('public/bundle.js') }, 'public'],
    ['tracks only a placeholder in it', { sources: files('dist/.gitkeep'), built: files('dist/a.js') }, 'dist'],
    [
      'ignores it deep in the sources, and it holds a page',
      { sources: { '.gitignore': 'static' }, built: files('src/main/resources/static/index.html') },
      'src/main/resources/static',
    ],
    [
      'ignores it, a hidden one of Next.js',
      { sources: { '.gitignore': '.site' }, built: files('.site/BUILD_ID', '.site/static/a.js', '.site/server/b.js') },
      '.site/static',
    ],
    [
      'ignores it, a visible one of Next.js',
      { built: files('web-out/BUILD_ID', 'web-out/static/a.js', 'web-out/server/b.js') },
      'web-out/static',
    ],
  ])('%s', async (_, project, path) => {
    expect(await outputOf(project)).toMatchObject({ path });
  });

  test('a written folder is found if git tracks it, with new folders in it', async () => {
    for (const name of ['out/index.html', 'dist/main.js']) {
      const built = files(name, `${posix.dirname(name)}/a1b2c3/a.js`);
      expect(await outputOf({ sources: { ...files(name), '.gitignore': '' }, built })).toMatchObject({
        path: posix.dirname(name),
        others: [],
      });
    }
  });

  test('a written folder is found without git', async () => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, files('site/js/a.js', 'site/css/b.css'));
    expect((await findOutputFolder(folder.path, Date.now() - 1_000)).found).toMatchObject({ path: 'site' });
  });
});

describe('A build that wrote none but these has no output:', () => {
  test.each<[string, readonly string[]]>([
    ['sources that it generates', ['src/generated/a.js', 'src/i18n/b.js']],
    ['installed packages', ['node_modules/a/dist/a.js', 'web/node_modules/b/index.html']],
    ['reports of tests and stories', ['coverage/index.html', 'storybook-static/index.html']],
    ['files of perf-budget, of git and of caches', ['.perf-budget/report.html', '.git/a.js', '.cache/b.js']],
    ['files for the server', ['server/a.js', 'ssr/b.js']],
    ['files that no browser loads', ['dist/a.d.ts', 'dist/a.json']],
    ['a file beside package.json', ['stats.html']],
  ])('%s', async (_, written) => {
    expect(await outputOf({ built: files(...written) })).toBe(null);
  });

  test('code written among sources that git tracks is no output', async () => {
    expect(await outputOf({ sources: files('ui/a.tsx'), built: files('ui/a.js') })).toBe(null);
  });
});

describe('A folder `public` that is copied into the output is never the output', () => {
  test.each<[string, Project]>([
    ['if git tracks it', { sources: files('public/index.html', 'public/a.js') }],
    ['if git does not track it', { before: files('public/a.js') }],
    ['if the build writes into it, too', { sources: files('public/a.js'), built: files('public/sw.js') }],
  ])('%s', async (_, { built = {}, ...project }) => {
    const found = await outputOf({ ...project, built: { ...built, ...files('dist/index.html', 'dist/a.js') } });
    expect(found).toMatchObject({ path: 'dist' });
  });

  test.each([{}, null])('nothing is found where `public` is only copied (%j)', async (built) => {
    expect(await outputOf({ sources: files('public/index.html', 'public/a.js'), built })).toBe(null);
  });

  test('a page that git tracks in the folder that the build writes to is the page of that output', async () => {
    const project = { sources: files('public/index.html'), built: files('public/a.js', 'public/b.js') };
    expect(await outputOf(project)).toMatchObject({ path: 'public', page: 'index.html' });
  });

  test('the folder `public` that Gatsby writes is an output', async () => {
    const sources = { '.gitignore': 'public\n.cache' };
    expect(await outputOf({ sources, built: files('public/index.html', '.cache/a.js') })).toMatchObject({
      path: 'public',
    });
    expect(await outputOf({ sources, before: files('public/index.html') })).toMatchObject({ path: 'public' });
  });
});

describe('Of several folders', () => {
  test.each<[string, Project, string, readonly string[]]>([
    [
      'the one that the build wrote is meant, not an older one',
      { before: files('dist/index.html'), built: files('web-out/a.js') },
      'web-out',
      ['dist'],
    ],
    [
      'the one with a page is meant',
      { built: files('dist/server.js', 'client/dist/index.html') },
      'client/dist',
      ['dist'],
    ],
    [
      'documentation and reports are not meant',
      { built: files('dist/a.js', 'docs/index.html', 'bundle-report/index.html') },
      'dist',
      ['bundle-report', 'docs'],
    ],
    [
      'the likeliest by its name is meant',
      { built: files('lib/a.js', 'out/a.js', 'build/a.js') },
      'build',
      ['out', 'lib'],
    ],
    [
      'one that git does not track is meant',
      { sources: files('build/webpack.config.js'), before: files('.next/static/a.js') },
      '.next/static',
      ['build'],
    ],
    ['the part for browsers of one is meant', { built: files('www/client/a.js', 'www/server/b.js') }, 'www/client', []],
    ['the page in one is meant', { built: files('dist/index.js', 'dist/public/index.html') }, 'dist/public', []],
  ])('%s', async (_, project, path, others) => {
    const sources = {
      '.gitignore': 'dist\n/web-out\n.next\nlib\nout\n/build/*.js\n!/build/webpack.config.js',
      ...project.sources,
    };
    expect(await outputOf({ ...project, sources })).toMatchObject({ path, others });
  });

  test('two folders that are one by a link are one output', async () => {
    await using folder = await temporaryFolder();
    await writeFiles(folder.path, files('.output/public/index.html'));
    await symlink('.output/public', join(folder.path, 'dist'));
    expect((await findOutputFolder(folder.path, null)).found).toMatchObject({ path: '.output/public', others: [] });
  });

  test('a folder behind a link that leaves the checkout is no output', async () => {
    await using outside = await temporaryFolder();
    await writeFiles(outside.path, files('a.js'));
    await using folder = await temporaryFolder();
    await symlink(outside.path, join(folder.path, 'dist'));
    expect((await findOutputFolder(folder.path, null)).found).toBe(null);
  });
});

describe('In a package of a monorepo, the output is', () => {
  const sources = files(
    'public/index.php',
    'package.json',
    'apps/shop/package.json',
    'apps/shop/src/a.js',
    'packages/ui/package.json',
  );
  test.each<[string, Project, string]>([
    [
      'its own, not that of a package that it uses',
      { built: files('apps/shop/dist/a.js', 'packages/ui/dist/index.html') },
      'dist',
    ],
    [
      'its own, also if only others were built',
      { before: files('apps/shop/dist/a.js'), built: files('packages/ui/dist/a.js', 'packages/ui/www/index.html') },
      'dist',
    ],
    [
      'the one named after it',
      { built: files('dist/apps/shop/index.html', 'dist/apps/admin/index.html') },
      '../../dist/apps/shop',
    ],
    [
      'the one named after it, also if nothing was written',
      { before: files('dist/apps/shop/package.json', 'dist/apps/shop/a.js') },
      '../../dist/apps/shop',
    ],
    ['what was written outside of all packages', { built: files('public/build/a.js') }, '../../public/build'],
  ])('%s', async (_, project, path) => {
    expect(await outputOf({ ...project, sources, directory: 'apps/shop' })).toMatchObject({ path });
  });

  test('the output of a package is never that of another package', async () => {
    const built = files('packages/ui/dist/index.html');
    expect(await outputOf({ sources, built, directory: 'apps/shop' })).toBe(null);
  });

  test('from the root of a monorepo, the package with a page is chosen, and the others are named', async () => {
    const built = files('apps/shop/dist/index.html', 'packages/ui/dist/a.js');
    expect(await outputOf({ sources, built })).toMatchObject({ path: 'apps/shop/dist', others: ['packages/ui/dist'] });
  });
});

describe('If nothing is found, it says where it looked', () => {
  const folders = '.output/public, .vercel/output/static, dist, build, out, www';

  test('where nothing is found after a build, it says where it looked', async () => {
    expect(await search({})).toEqual({
      found: null,
      lookedAt: expect.stringContaining(
        `The build wrote no folder with HTML, JavaScript or CSS, and none of the usual ones is there: ${folders}`,
      ),
    });
  });

  test('what perf-budget wrote into a usual folder is no output of a build', async () => {
    const report = { version: 1, tool: { version: '1' }, verdict: 'pass', results: [], samples: [] };
    const before = { 'out/report.json': JSON.stringify(report), 'out/report.html': 'x', 'out/app-treemap.html': 'x' };
    expect(await outputOf({ before, built: {} })).toBeNull();
  });

  test('where nothing is found before a build, it says where it looked', async () => {
    expect(await search({ built: null })).toEqual({
      found: null,
      lookedAt: expect.stringContaining(`Nothing was built, so only the usual folders were looked for: ${folders}`),
    });
  });

  test('where another language has a frontend in a folder, its folder is named', async () => {
    await using folder = await temporaryFolder();
    await createRepository(folder.path, {
      'go.mod': 'module example.com/shop',
      'web/package.json': '{ "scripts": { "build": "vite build" } }',
      'tools/package.json': '{}',
    });
    const request = { directory: folder.path, startedAt: null, build: null, config: 'perf-budget.yml', site: null };
    expect(await detect(request)).toMatchObject({
      ok: false,
      advice: expect.arrayContaining([
        'No build runs: there is no package.json here, and no config names a command. A package with a build lies in web: run there, by its folder (working-directory).',
      ]),
    });
  });
});
