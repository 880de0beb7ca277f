import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { readReport } from '../support/cli/perf-budget.ts';
import { noise } from '../support/folders/shop-app.ts';
import { temporaryFolder } from '../support/folders/temporary.ts';
import { commit, createRepository, git } from '../support/git/repository.ts';

const command = join(inject('dist'), 'cli.js');

/** The code block of a recipe in this language. */
async function codeOf(recipe: string, language: string): Promise<string> {
  const page = await readFile(join(import.meta.dirname, `../../docs/recipes/${recipe}.md`), 'utf8');
  const [, code = ''] = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? [];
  return code;
}

/** A clone of a repository whose branch `change` adds `more` to its script. */
async function cloneOf(more: string) {
  const folder = await temporaryFolder();
  onTestFinished(() => folder[Symbol.asyncDispose]());
  const [origin, workspace] = [join(folder.path, 'origin'), join(folder.path, 'workspace')];
  await createRepository(join(folder.path, 'first'), {
    'perf-budget.yml': 'bundle: { app: { path: dist } }\n',
    '.gitignore': 'node_modules\n',
    'dist/index.html': '<script src="app.js"></script>',
    'dist/app.js': `/* ${noise(20_000)} */`,
  });
  await git(folder.path, 'clone', '--quiet', '--bare', 'first', origin);
  await git(folder.path, 'clone', '--quiet', origin, workspace);
  await git(workspace, 'checkout', '--quiet', '-b', 'change');
  await commit(workspace, { 'dist/app.js': `/* ${noise(20_000)} ${more} */` }, 'change');
  return { workspace, temporary: folder.path };
}

/** What a program prints and ends with. */
const ran = (cwd: string, file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  new Promise<{ code: unknown; output: string }>((resolve) => {
    execFile(file, args, { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    );
  });

test.each([
  ['stops a push that makes the bundle larger', noise(9_000).toUpperCase(), 1],
  ['lets another one through', '', 0],
])('The hook before each push %s', async (_, more, code) => {
  const { workspace } = await cloneOf(more);
  const hook = join(workspace, '.git/hooks/pre-push');
  await writeFile(hook, await codeOf('pre-push', 'sh'));
  await chmod(hook, 0o755);
  await mkdir(join(workspace, 'node_modules/.bin'), { recursive: true });
  await symlink(command, join(workspace, 'node_modules/.bin/perf-budget'));

  const push = await ran(workspace, 'git', ['push', '--quiet', 'origin', 'change']);
  expect(push, push.output).toMatchObject({ code });
  const { results } = await readReport(join(workspace, '.perf-budget'));
  const total = results.find(({ id }) => id === 'bundle/app/javascript');
  expect(total?.threshold?.status).toBe(code === 1 ? 'regressed' : 'unchanged');
  expect(await git(workspace, 'ls-remote', 'origin', 'change')).toMatch(code === 1 ? /^$/ : /refs\/heads\/change$/);
});

test('The job of GitLab CI fails for a bundle that got larger, and leaves its page where the artifacts are taken from', async () => {
  const { performance: job } = parse(await codeOf('gitlab', 'yaml'));
  const { workspace, temporary } = await cloneOf(noise(9_000).toUpperCase());
  // It fetches the package as the script says, and runs the command that is built here.
  const bin = join(temporary, 'bin');
  await mkdir(bin);
  const npx = `#!/bin/sh\n[ "$1 $2" = "--yes https://github.com/perf-budget/perf-budget/tarball/v1" ] || exit 99\nshift 2\nexec "${process.execPath}" "${command}" "$@"\n`;
  await writeFile(join(bin, 'npx'), npx, { mode: 0o755 });
  const env = {
    ...process.env,
    PATH: [bin, process.env.PATH].join(delimiter),
    CI_MERGE_REQUEST_DIFF_BASE_SHA: await git(workspace, 'rev-parse', 'origin/main'),
  };
  const { code, output } = await ran(workspace, 'sh', ['-e', '-c', job.script.join('\n')], env);
  expect(code, output).toBe(1);
  for (const path of job.artifacts.paths) expect(existsSync(join(workspace, path, 'report.html'))).toBe(true);
});
