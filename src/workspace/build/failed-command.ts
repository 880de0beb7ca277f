import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join, relative } from 'node:path';
import { checkoutRoot, foldersUpTo } from '../git/checkout-root.ts';
import { commandEnvironment, WITHHELD_TOKENS } from '../processes/environment.ts';
import { commandNodeVersion } from '../processes/node-version.ts';
import { absentPaths } from './absent-paths.ts';
import { detectInstall } from './commands.ts';
import type { FailedCommand } from './failed-command-hint.ts';
import { missingPackages } from './install-state.ts';
import { readPackageJson } from './package-json.ts';

/** Where package managers read their registries and tokens from. */
const RC_FILES = ['.npmrc', '.yarnrc.yml', '.yarnrc', 'bunfig.toml'];

/** The surroundings of a command that failed in a folder. */
export async function readFailedCommand(
  failed: Pick<FailedCommand, 'stage' | 'command' | 'text'>,
  directory: string,
): Promise<FailedCommand> {
  const root = checkoutRoot(directory);
  const folders = foldersUpTo(root, directory);
  const manifests = await Promise.all(folders.map(readPackageJson));
  const rcFiles = await Promise.all(
    folders.flatMap((folder) =>
      RC_FILES.map(async (name) => ({
        place: relative(root, join(folder, name)),
        text: await readFile(join(folder, name), 'utf8').catch(() => ''),
      })),
    ),
  );
  const places = [{ place: failed.command, text: failed.command }, ...rcFiles];
  const path = (commandEnvironment({}).PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.cmd', '.exe', '.bat'] : [''];
  const engines = manifests.map(({ engines }) => (engines as { node?: unknown } | null | undefined)?.node);
  return {
    ...failed,
    isOnPath: (program) => path.some((folder) => endings.some((end) => existsSync(join(folder, program + end)))),
    packageManager: firstText(manifests.map(({ packageManager }) => packageManager))?.replace(/\+.*/, '') ?? null,
    engine: firstText(engines),
    missing: await missingPackages(folders, ['dependencies', 'devDependencies']),
    install: (await detectInstall(directory, root))?.command ?? null,
    node: await commandNodeVersion(directory),
    withheld: places.flatMap(({ place, text }) =>
      WITHHELD_TOKENS.filter((variable) => new RegExp(`\\$\\{?${variable}\\b|%${variable}%`).test(text)).map(
        (variable) => ({ place, variable }),
      ),
    ),
    absent: await absentPaths(failed.command, directory),
    scripts: Object.keys(manifests.find(({ scripts }) => scripts)?.scripts ?? {}),
  };
}

const firstText = (values: readonly unknown[]): string | null =>
  values.find((value): value is string => typeof value === 'string') ?? null;
