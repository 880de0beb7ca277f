import { describe, expect, it } from 'vitest';
import { moduleId, type Project } from '../../../../src/checks/bundle/bundlers/module-id.ts';

const base: Project = { directories: ['/tmp/base-1', '/private/tmp/base-1'], inner: '' };
const head: Project = { directories: ['/home/me/shop', '/home/me/shop'], inner: '' };
const inMonorepo: Project = { directories: ['/repo/packages/app', '/repo/packages/app'], inner: 'packages/app' };

describe('the id of a module', () => {
  it('a module has the same id wherever the checkout lies', () => {
    for (const [project, directory] of [
      [base, '/tmp/base-1'],
      [base, '/private/tmp/base-1'],
      [head, '/home/me/shop'],
    ] as const) {
      const written = [
        '../../src/total.ts',
        `${directory}/src/total.ts`,
        `file://${directory}/src/total.ts`,
        `\0${directory}/src/total.ts?commonjs-module`,
        `webpack:///${directory}/src/total.ts`,
      ];
      for (const path of written)
        expect(moduleId(path, `${directory}/dist/assets`, project), path).toBe('src/total.ts');
    }
  });

  it.each([
    ['../../src/total.ts?vue&type=script', 'src/total.ts'],
    ['webpack:///./src/total.ts', 'src/total.ts'],
    ['webpack:///src/total.ts', 'src/total.ts'],
    ['webpack://my-shop/./src/total.ts', 'src/total.ts'],
    ['webpack://@my/shop/./src/total.ts?abcd', 'src/total.ts'],
    ['/dist/webpack:/my-shop/src/total.ts', 'src/total.ts'],
    ['webpack://shop/webpack/bootstrap', 'webpack/bootstrap'],
    ['webpack://shop/./node_modules/css-loader/dist/cjs.js!./src/a.css', 'src/a.css'],
    ['turbopack:///[project]/src/total.ts', 'src/total.ts'],
    ['../../src/%5Bslug%5D/total.ts', 'src/[slug]/total.ts'],
    ['../../src/100%.ts', 'src/100%.ts'],
    ['..\\..\\src\\total.ts', 'src/total.ts'],
    ['../../\0vite/preload-helper.js', 'vite/preload-helper.js'],
    ['\0commonjsHelpers.js', 'commonjsHelpers.js'],
    ['../../node_modules/a/node_modules/@b/c/x.js', 'node_modules/a/node_modules/@b/c/x.js'],
    ['/usr/lib/store/node_modules/lodash/x.js', 'node_modules/lodash/x.js'],
    ['../../../../src/client/router.ts', '../../src/client/router.ts'],
    ['../../node_modules/.pnpm/lodash@4.17.21/node_modules/lodash/x.js', 'node_modules/lodash@4.17.21/x.js'],
    [
      '../../node_modules/.pnpm/@a+b@1.0.0-rc.1_react@19.0.0/node_modules/@a/b/x.js',
      'node_modules/@a/b@1.0.0-rc.1/x.js',
    ],
    ['../../node_modules/.pnpm/a@1.0.0/node_modules/b/x.js', 'node_modules/b/x.js'],
    [
      '/root/.yarn/berry/cache/lodash-npm-4.17.21-6382451519-10c0.zip/node_modules/lodash/x.js',
      'node_modules/lodash@4.17.21/x.js',
    ],
    ['', null],
    ['?', null],
  ])('the module id of %j is %j', (written, id) => {
    expect(moduleId(written, '/home/me/shop/dist/assets', head)).toBe(id);
  });

  it.each([
    ['../../../../node_modules/lodash/x.js', '../../node_modules/lodash/x.js'],
    ['webpack://app/../../node_modules/lodash/x.js', '../../node_modules/lodash/x.js'],
    ['webpack://app/./node_modules/lodash/x.js', 'node_modules/lodash/x.js'],
    ['/repo/packages/ui/src/button.ts', '../ui/src/button.ts'],
    ['turbopack:///[project]/packages/app/src/a.ts', 'src/a.ts'],
    ['turbopack:///[project]/node_modules/lodash/x.js', '../../node_modules/lodash/x.js'],
  ])('in a package of a monorepo, the module id of %j is %j', (written, id) => {
    expect(moduleId(written, '/repo/packages/app/dist/assets', inMonorepo)).toBe(id);
  });
});
