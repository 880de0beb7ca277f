import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Agent, detect, resolveCommand } from 'package-manager-detector';
import { foldersUpTo } from '../git/checkout-root.ts';
import { LOCKFILES } from './lockfile.ts';

/** The nearest folder with a lockfile, from `directory` up to `root`; null if there is none. */
export function lockfileFolder(directory: string, root: string): string | null {
  return (
    foldersUpTo(root, directory).find((folder) => LOCKFILES.some((name) => existsSync(join(folder, name)))) ?? null
  );
}

/** The package manager by the nearest `packageManager`, `devEngines` or lockfile; npm without any. */
export async function packageManager(directory: string, root: string): Promise<Agent> {
  const found = await detect({ cwd: directory, stopDir: root });
  if (found?.agent !== 'yarn' || found.version !== undefined) return found?.agent ?? 'npm';
  // Both generations of yarn use the same name for their lockfile. Only the newer one has this key or this file beside it.
  const folder = lockfileFolder(directory, root);
  if (folder !== null && existsSync(join(folder, '.yarnrc.yml'))) return 'yarn@berry';
  const lockfile = folder === null ? '' : await readFile(join(folder, 'yarn.lock'), 'utf8').catch(() => '');
  return /^__metadata:/m.test(lockfile) ? 'yarn@berry' : 'yarn';
}

/**
 * A package manager's command: install by the lockfile, install, run a script, or run a program of the project's
 * packages.
 */
type Call = 'frozen' | 'install' | 'run' | 'execute-local';

export function commandOf(agent: Agent, call: Call, args: string[]): string {
  // `yarn exec PROGRAM -- ARGUMENTS`, as the detector has it for the first yarn, hands the dashes to the program.
  const resolved = resolveCommand(agent, agent === 'yarn' && call === 'execute-local' ? 'run' : call, args);
  if (resolved === null) throw new Error(`package-manager-detector knows no "${call}" of ${agent}`);
  return [resolved.command, ...resolved.args].join(' ');
}
