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

/** Files with package managers' registries and tokens. */
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
  return {
    ...failed,
    isOnPath: (program) => path.some((folder) => endings.some((end) => existsSync(join(folder, program + end)))),
    packageManager: firstText(manifests.map(({ packageManager }) => packageManager))?.replace(/\+.*/, '') ?? null,
    engine: await engineOf(folders, manifests),
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

/**
 * The Node.js version that a commit asks for, from the nearest file. Only the major version of a pin counts: another
 * patch is no reason to fail.
 */
async function engineOf(
  folders: readonly string[],
  manifests: readonly Readonly<Record<string, unknown>>[],
): Promise<FailedCommand['engine']> {
  const nodeIn = (key: string) =>
    firstText(manifests.map((manifest) => (manifest[key] as { node?: unknown } | null | undefined)?.node));
  const engines = nodeIn('engines');
  if (engines !== null) return { range: engines, place: '`engines` in package.json' };
  const ofDevelopment = firstText(manifests.map(runtimeIn));
  if (ofDevelopment !== null) return { range: ofDevelopment, place: '`devEngines` in package.json' };
  const files = ['.nvmrc', '.node-version', '.tool-versions'].flatMap((name) =>
    folders.map((folder) => ({ name, folder })),
  );
  const pins = files.map(async ({ name, folder }) => ({
    place: `\`${name}\``,
    text: await readFile(join(folder, name), 'utf8').catch(() => ''),
  }));
  const all = [{ place: '`volta` in package.json', text: nodeIn('volta') ?? '' }, ...(await Promise.all(pins))];
  return (
    all.flatMap(({ place, text }) =>
      (/^\s*(?:node(?:js)?\s+)?v?(\d+)/m.exec(text)?.slice(1) ?? []).map((range) => ({ range, place })),
    )[0] ?? null
  );
}

/** The Node.js that `devEngines` asks for: https://docs.npmjs.com/cli/configuring-npm/package-json#devengines */
function runtimeIn({ devEngines }: Readonly<Record<string, unknown>>): string | undefined {
  const { runtime } = (devEngines ?? {}) as { runtime?: Runtime | readonly Runtime[] };
  return [runtime ?? []].flat().find(({ name }) => name === 'node')?.version;
}

interface Runtime {
  readonly name?: string;
  readonly version?: string;
}

const firstText = (values: readonly unknown[]): string | null =>
  values.find((value): value is string => typeof value === 'string') ?? null;
