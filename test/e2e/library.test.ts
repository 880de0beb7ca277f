import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lines, perfBudget, readReport } from '../support/cli/perf-budget.ts';
import { temporaryFolder } from '../support/folders/temporary.ts';
import { checkOutBranch } from '../support/git/pull-request.ts';

// It takes the types away without a compiler, on any Node.js.
const BUILD = `import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
mkdirSync('dist', { recursive: true });
for (const name of readdirSync('src'))
  writeFileSync(\`dist/\${name.replace('.ts', '.js')}\`, readFileSync(\`src/\${name}\`, 'utf8').replaceAll(/<T>|: T/g, ''));
`;

const words = Array.from({ length: 300 }, (_, index) => `  word${index}: 'text ${(index * 7_919) % 10_007}',`);

const manifest = (more: object) =>
  JSON.stringify({
    name: 'my-store',
    type: 'module',
    exports: './dist/index.js',
    scripts: { build: 'node build.mjs' },
    ...more,
  });

const library = {
  '.gitignore': 'node_modules\ndist\n',
  'package.json': manifest({ sideEffects: false }),
  'build.mjs': BUILD,
  'perf-budget.yml': 'bundle:\n  createStore: { import: "{ createStore }" }\n  locales: { import: "{ locales }" }\n',
  'src/index.ts': "export { createStore } from './store.js';\nexport { locales } from './locales.js';\n",
  'src/store.ts': 'export const createStore = <T>(state: T) => ({ get: (): T => state });\n',
  'src/locales.ts': `export const locales = {\n${words.join('\n')}\n};\nObject.freeze(locales);\n`,
};

it('A library whose pull request breaks its tree shaking is told so first, with the module that stays and the fix', async () => {
  await using folder = await temporaryFolder();
  const head = { 'package.json': manifest({}) };
  const { workspace } = await checkOutBranch(folder.path, { base: library, head });
  await mkdir(join(workspace, 'node_modules'));
  await symlink(join(import.meta.dirname, '../../node_modules/esbuild'), join(workspace, 'node_modules/esbuild'));
  const run = await perfBudget({ directory: workspace, temporary: join(folder.path, 'temp') }, 'run', '--base', 'main');
  expect({ code: run.code, stderr: run.stderr }).toMatchObject({ code: 1 });
  const report = await readReport(join(workspace, '.perf-budget'));
  expect(report.environment.bundler).toMatch(/^esbuild \d/);
  expect(report.findings[0]).toMatchObject({
    code: 'bundle.not-tree-shaken',
    subject: 'createStore',
    location: 'dist/locales.js',
    evidence: { line: 303, statement: 'Object.freeze(locales);', sideEffects: 'gone' },
    suggestion: { code: 'restore-side-effects' },
  });
  const status = (subject: string) =>
    report.results.find((one) => one.subject === subject && one.metric === 'javascript')?.threshold.status;
  expect([status('createStore'), status('locales')]).toEqual(['regressed', 'unchanged']);
  expect(lines(run).join(' ')).toContain(
    'createStore: it does not tree-shake, since "sideEffects": false is gone from',
  );
});
