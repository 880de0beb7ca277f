import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Agent } from 'package-manager-detector';
import { checkoutRoot, foldersUpTo } from '../git/checkout-root.ts';
import { holdsPackages, isOfOtherLockfile, missingPackages } from './install-state.ts';
import { isMalformed, readPackageJson } from './package-json.ts';
import { commandOf, lockfileFolder, packageManager } from './package-manager.ts';
import { workspaceBuild } from './workspace-build.ts';

export interface DetectedCommand {
  readonly command: string;
  /** Absolute folder in which it must run. */
  readonly directory: string;
  /** Set if it installs the newest packages that package.json allows, for lack of a lockfile. */
  readonly isUnlocked?: true;
}

/** Install commands for a package without a lockfile. They write none into the user's workspace. */
const INSTALL_WITHOUT_LOCKFILE: Partial<Record<Agent, string>> = {
  npm: 'npm install --no-package-lock',
  pnpm: 'pnpm install --no-lockfile',
  yarn: 'yarn install --no-lockfile',
  bun: 'bun install --no-save',
};

/**
 * The package manager's install that changes no lockfile, run in the lockfile's folder: the nearest from `directory` up to
 * `root`, the repository's root. Without a lockfile it runs at the root of the package's workspace. Null if there is no
 * package.json or nothing to install.
 */
export async function detectInstall(
  directory: string,
  root = checkoutRoot(directory),
): Promise<DetectedCommand | null> {
  const packages = foldersUpTo(root, directory).filter((folder) => existsSync(join(folder, 'package.json')));
  const nearest = packages[0];
  if (nearest === undefined) return null;
  const locked = lockfileFolder(directory, root);
  const agent = await packageManager(directory, root);
  if (locked !== null) return { command: commandOf(agent, 'frozen', []), directory: locked };
  const folder = (await workspaceRoot(packages)) ?? nearest;
  if (
    folder === nearest &&
    !(await declares(nearest, ['dependencies', 'devDependencies', 'optionalDependencies', ...WORKSPACES]))
  )
    return null;
  const command = INSTALL_WITHOUT_LOCKFILE[agent] ?? commandOf(agent, 'install', []);
  return { command, directory: folder, isUnlocked: true };
}

/** npm, yarn and bun mark the root of a workspace with this key. pnpm has a file of its own. */
const WORKSPACES = ['workspaces'];

/** The nearest of these folders that defines a workspace; null if none does. */
async function workspaceRoot(folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml')) || (await declares(folder, WORKSPACES))) return folder;
  }
  return null;
}

async function declares(folder: string, keys: readonly string[]): Promise<boolean> {
  const manifest = await readPackageJson(folder);
  return keys.some((key) => key in manifest);
}

/**
 * The build script of the package in `directory`; null if it has none. A malformed package.json counts as having one:
 * its package manager then reports the mistake. The packages of its workspace that it needs are built before, by the
 * workspace's own tools, at the workspace's root.
 */
export async function detectBuild(directory: string, root = checkoutRoot(directory)): Promise<DetectedCommand | null> {
  const { scripts } = await readPackageJson(directory);
  const hasBuild = typeof scripts === 'object' && scripts !== null && 'build' in scripts;
  if (!hasBuild && !(await isMalformed(directory)))
    return (await hasDenoBuild(directory)) ? { command: 'deno task build', directory } : null;
  const agent = await packageManager(directory, root);
  const workspace = await workspaceRoot(foldersUpTo(root, directory).slice(1));
  const whole = workspace === null ? null : await workspaceBuild(workspace, directory, agent);
  if (workspace !== null && whole !== null) return { command: whole, directory: workspace };
  return { command: commandOf(agent, 'run', ['build']), directory };
}

/** Whether a project of Deno's without a package.json has a task that builds it. */
async function hasDenoBuild(directory: string): Promise<boolean> {
  const texts = ['deno.json', 'deno.jsonc'].map((name) => readFile(join(directory, name), 'utf8').catch(() => ''));
  return (await Promise.all(texts)).some((text) => /"tasks"\s*:\s*\{[^{}]*"build"\s*:/.test(text));
}

/**
 * Whether no package is installed yet, neither in the package nor beside its lockfile.
 *
 * @param command the install command of the config; null if it has none
 */
export async function needsInstall(
  directory: string,
  command: string | null,
  root = checkoutRoot(directory),
): Promise<boolean> {
  const install = await detectInstall(directory, root);
  if (install === null && command === null) return false;
  const folders = [directory, install?.directory ?? directory];
  return !(await Promise.all(folders.map(holdsPackages))).includes(true);
}

/**
 * The install command that fulfils the lockfile, if another lockfile was installed or a package is missing; null
 * otherwise. Missing packages for development do not count.
 */
export async function outdatedInstall(
  directory: string,
  root = checkoutRoot(directory),
): Promise<DetectedCommand | null> {
  const install = await detectInstall(directory, root);
  if (install === null || (await needsInstall(directory, null, root))) return null;
  const missing = await missingPackages(foldersUpTo(root, directory), ['dependencies']);
  return missing.length > 0 || (await isOfOtherLockfile(install.directory)) ? install : null;
}
