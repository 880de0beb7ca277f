import { findOutputFolder, type OutputFolder } from '../../../../src/checks/bundle/detect/output-folder.ts';
import { temporaryFolder, writeFiles } from '../../../workspace/folder.ts';

export type Files = Readonly<Record<string, string>>;

/** What is found in a folder with these files. `build`: the command that the user wrote into the config. */
export async function outputOf(files: Files, build: string | null = null): Promise<OutputFolder | null> {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, files);
  return (await findOutputFolder(folder.path, build)).found;
}

export const manifest = (build: string, packages: readonly string[] = [], rest: object = {}) =>
  JSON.stringify({
    scripts: { build },
    devDependencies: Object.fromEntries(packages.map((name) => [name, '*'])),
    ...rest,
  });

/** Files that a build could have written. */
export const built = (...paths: string[]): Files => Object.fromEntries(paths.map((path) => [path, 'x']));
