import { dirname, relative, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { isForServer, optionValues, parametersOf, programsIn } from './build-commands.ts';
import { BUNDLERS, type Bundler } from './bundlers.ts';
import { configFolders, configRoots } from './config-folders.ts';
import { type Project, readText, slashes } from './project.ts';
import { tokensOf } from './tokens.ts';

/** Folders that one source names. */
export interface Place {
  /** Null: no bundler says so. */
  readonly bundler: string | null;
  /** Why it is one of these, to follow a folder's name. */
  readonly reason: string;
  /** An entry for each folder that is named: absolute paths, of which the first that is there is meant. */
  readonly folders: readonly (readonly string[])[];
}

export const USUAL_FOLDERS: readonly string[] = ['dist', 'build', 'out'];

interface TextFile {
  /** Relative to the working directory, with forward slashes. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** A bundler with all that the project says to it. */
interface Use {
  readonly bundler: Bundler;
  /** What follows its command, for each time that it builds for visitors. */
  readonly calls: readonly (readonly string[])[];
  /** Where it runs, absolute. */
  readonly directory: string;
  readonly configs: readonly TextFile[];
}

/** Where the build may have written to, the likeliest place first. */
export async function likelyPlaces(project: Project): Promise<Place[]> {
  const programs = await textFiles(project.directory, project.directory, project.commands.flatMap(programsIn));
  const signed: { rank: number; places: Place[] }[] = [];
  for (const bundler of BUNDLERS) {
    const own = programs.filter(({ text }) => usesOneOf(bundler.packages, text));
    const use = await useOf(bundler, project, own);
    const sign = signOf(use, project, own);
    if (sign !== null) signed.push({ rank: sign.rank, places: await placesOf(use, project, sign.text) });
  }
  const usual = USUAL_FOLDERS.map((folder) => [resolve(project.directory, folder)]);
  return [
    ...signed.sort((one, other) => one.rank - other.rank).flatMap(({ places }) => places),
    ...usual.map((folder) => ({ bundler: null, reason: 'the usual place', folders: [folder] })),
  ];
}

async function useOf(bundler: Bundler, { directory, commands }: Project, programs: TextFile[]): Promise<Use> {
  const calls = commands
    .filter((words) => !isForServer(words))
    .flatMap((words) => {
      const call = parametersOf(words, bundler.commands);
      return call === null ? [] : [call];
    });
  const root = bundler.rootArgument ? calls.flatMap(rootArgument)[0] : undefined;
  const folder = resolve(directory, root ?? '.');
  const named = calls.flatMap((call) => optionValues(call, ['-c', '--config']));
  const usual =
    bundler.configs === undefined ? [] : await glob(bundler.configs, { cwd: folder, expandDirectories: false });
  const configs = [
    ...(await textFiles(directory, directory, named)),
    ...(await textFiles(directory, folder, usual.sort(shortestFirst))),
    ...programs,
  ];
  return { bundler, calls, directory: folder, configs };
}

/** `vite build packages/site`: what follows the subcommand, if it is no option. */
function rootArgument(call: readonly string[]): string[] {
  const [subcommand, root] = call;
  return /^(?:build|generate)$/.test(subcommand ?? '') && root !== undefined && !root.startsWith('-') ? [root] : [];
}

/** `vite.config.ts` before `vite.config.library.ts`. */
const shortestFirst = (one: string, other: string): number => one.length - other.length || (one < other ? -1 : 1);

/** How sure it is that this builds the project (0: it does), and what tells so; null where nothing does. */
function signOf(
  { bundler, calls, configs }: Use,
  { packages, commandsFrom }: Project,
  programs: readonly TextFile[],
): { rank: number; text: string } | null {
  const owner = packages.findIndex(({ installed }) => bundler.packages.some((name) => installed.has(name)));
  const installed = `it is in ${packages[owner]?.file}`;
  const { shared = [] } = bundler;
  if (shared.includes('commands')) {
    const rank = calls.length > 0 ? 0 : configs.length > 0 ? 1 : 2;
    return owner === -1 ? null : { rank, text: installed };
  }
  if (calls.length > 0) return { rank: 0, text: `${commandsFrom} runs it` };
  if (programs[0]) return { rank: 0, text: `${programs[0].name} uses it` };
  if (configs[0] && !shared.includes('configs')) return { rank: 1, text: `there is ${configs[0].name}` };
  return owner === -1 ? null : { rank: owner === 0 ? 2 : 3, text: installed };
}

async function placesOf(use: Use, project: Project, sign: string): Promise<Place[]> {
  const { bundler, calls, directory, configs } = use;
  const roots = [...new Set(configs.flatMap(({ text, path }) => configRoots(bundler, text, path, directory)))];
  const fromRoots = (path: string) => (roots.length > 0 ? roots : [directory]).map((root) => resolve(root, path));
  const options = calls.flatMap((call) => [
    ...optionValues(call, bundler.folderOptions ?? []),
    ...optionValues(call, bundler.fileOptions ?? []).map((file) => dirname(file)),
  ]);
  const defaults = bundler.defaults.filter(
    ({ with: needed }) =>
      needed === undefined || project.packages.some(({ installed }) => needed.some((name) => installed.has(name))),
  );
  const expanded = await Promise.all(defaults.map(({ folder }) => expand(folder, directory)));
  const places: Place[] = [
    {
      bundler: bundler.name,
      reason: `${bundler.name}, as ${project.commandsFrom} says`,
      folders: options.map(fromRoots),
    },
    ...configs.map(({ name, path, text }) => ({
      bundler: bundler.name,
      reason: `${bundler.name}, as ${name} says`,
      folders: configFolders(bundler, text, path, directory),
    })),
    {
      bundler: bundler.name,
      reason: `${bundler.name}'s default; ${sign}`,
      folders: [expanded.flat().flatMap(fromRoots)],
    },
  ];
  return places.filter(({ folders }) => folders.flat().length > 0);
}

async function expand(folder: string, directory: string): Promise<string[]> {
  if (!folder.includes('*')) return [folder];
  const found = await glob(folder, { cwd: directory, onlyDirectories: true, expandDirectories: false });
  return found.length > 0 ? found.map((path) => path.replace(/\/$/, '')).sort() : [folder];
}

/** Those of the files that are there, each once. */
async function textFiles(project: string, directory: string, names: readonly string[]): Promise<TextFile[]> {
  const paths = [...new Set(names.map((name) => resolve(directory, name)))];
  const texts = await Promise.all(paths.map(readText));
  return paths.flatMap((path, index) => {
    const text = texts[index] ?? null;
    return text === null ? [] : [{ name: slashes(relative(project, path)), path, text }];
  });
}

/** Whether a program names one of these packages, as an import of it does. */
const usesOneOf = (packages: readonly string[], text: string): boolean =>
  tokensOf(text).some((token) => token.kind === 'string' && packages.includes(token.text));
