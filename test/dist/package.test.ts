import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');

/** The step of the release that packs, as it is written there. */
const { package: job } = parse(readFileSync(join(root, '.github/workflows/release.yml'), 'utf8')).jobs;
const packing: string = job.steps.find(({ name = '' }) => name.startsWith('Pack, and check')).run;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('the package that the release makes', () => {
  let folder: string;
  let built: string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-test-'));
    const packed = join(folder, 'packed');
    cpSync(inject('dist'), join(packed, 'dist'), { recursive: true });
    built = readdirSync(join(packed, 'dist'));
    for (const name of ['package.json', 'README.md', 'LICENSE', 'schema.json', 'CHANGELOG.md', 'action.yml', 'src']) {
      cpSync(join(root, name), join(packed, name), { recursive: true });
    }
    const env = { ...process.env, RUNNER_TEMP: folder, GITHUB_REF_NAME: `v${version}` };
    execFileSync('bash', ['-e', '-c', packing], { cwd: packed, env });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(command: string, args: readonly string[], cwd: string): string {
    return execFileSync(command, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
  }

  function install(): string {
    const target = mkdtempSync(join(folder, 'empty-'));
    const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', join(folder, tarball)], target);
    return join(target, 'node_modules');
  }

  it('holds dist, schema, README, licence and manifest, and nothing else', () => {
    const files = readdirSync(join(install(), 'perf-budget'), { recursive: true, encoding: 'utf8' });
    expect(files.map((file) => file.replaceAll('\\', '/')).sort()).toEqual(
      ['LICENSE', 'README.md', 'dist', 'package.json', 'schema.json', ...built.map((name) => `dist/${name}`)].sort(),
    );
  });

  it('needs no other package', () => {
    const modules = install();
    const manifest = JSON.parse(readFileSync(join(modules, 'perf-budget', 'package.json'), 'utf8'));
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies']) {
      expect(manifest[kind], kind).toBeUndefined();
    }
    expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(['perf-budget']);
  });

  it('installs a command that plans a run in a repository of two commits', () => {
    const command = join(install(), '.bin', 'perf-budget');
    const repository = join(folder, 'repository');
    mkdirSync(repository);
    const git = (...args: string[]) =>
      run('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], repository);
    const commit = (page: string) => {
      writeFileSync(join(repository, 'index.html'), page);
      git('add', '.');
      git('commit', '--quiet', '--message', page);
    };
    git('init', '--quiet', '--initial-branch=main');
    writeFileSync(join(repository, 'perf-budget.yml'), 'bundle: { app: { path: . } }\n');
    commit('one');
    git('checkout', '--quiet', '-b', 'change');
    commit('two');

    expect(run(command, ['--version'], repository)).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run(command, ['--help'], repository)).toContain('perf-budget run [options]');
    const plan = run(command, ['run', '--plan', '--base', 'main'], repository);
    expect(plan).toContain(git('rev-parse', 'main').slice(0, 7));
    expect(plan).toContain('app');
  });
});
