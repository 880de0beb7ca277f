import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isForServer, optionValues, parametersOf } from '../detect/build-commands.ts';
import { readText } from '../detect/project.ts';
import { MAPS_BUNDLERS, type MapsBundler } from './bundlers.ts';
import { quoted, type WrittenCommand, type WrittenWord, writtenCommands } from './written-commands.ts';

/** A bundler's command of the build script. */
export interface BundlerCommand {
  /** The bundler's. */
  readonly name: string;
  /** The same command, writing to `folder`, with maps; to be run in the working directory. */
  into(folder: string): string;
}

/** What package.json says that matters here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  /** Whether its framework writes to folders of its own, whatever the bundler is told. */
  readonly ownFolders: boolean;
  readonly scripts: Readonly<Record<string, string>>;
}

/** Frameworks on Vite that write to folders of their own, wherever its output goes. */
const OWN_FOLDERS = ['@sveltejs/kit'];

export async function readManifest(directory: string): Promise<Manifest> {
  const read = record(await parsed(join(directory, 'package.json')));
  const text = (key: string) => (typeof read[key] === 'string' ? read[key] : '');
  const ownFolders = ['dependencies', 'devDependencies'].some((key) =>
    OWN_FOLDERS.some((name) => Object.hasOwn(record(read[key]), name)),
  );
  const scripts = Object.entries(record(read.scripts)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { name: text('name'), version: text('version'), ownFolders, scripts: Object.fromEntries(scripts) };
}

/** Null where there is none, or none that npm could read. */
async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse((await readText(file)) ?? 'null');
  } catch {
    return null;
  }
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Those of the build script that bundle for browsers and can write elsewhere. */
export async function bundlerCommands(
  directory: string,
  build: string | null,
  { ownFolders, scripts }: Manifest,
): Promise<BundlerCommand[]> {
  if (ownFolders) return [];
  const found: BundlerCommand[] = [];
  for (const command of writtenCommands(build ?? 'npm run build', scripts)) {
    const plain = command.words.map((word) => word.plain);
    if (isOther(plain, scripts)) continue;
    for (const bundler of MAPS_BUNDLERS) {
      const parameters = parametersOf(plain, bundler.commands);
      if (parameters === null || parameters.some((word) => NOT_AGAIN.test(word))) continue;
      const config = await configOf(directory, bundler, parameters);
      if (bundler.options(parameters, directory, config) === null) continue;
      found.push({ name: bundler.name, into: (folder) => rewritten(command, bundler, parameters, folder, config) });
    }
  }
  return found;
}

/** It would not end, or not take options after it. */
const NOT_AGAIN = /^(?:-w|--|--(?:watch|serve)(?:=.*)?)$/;

/** Whether it only has the name of a bundler in it, or is for a server. */
function isOther(words: readonly string[], scripts: Manifest['scripts']): boolean {
  const [first = ''] = words;
  if (/^(?:concurrently|run-[sp]|npm-run-all2?|echo|rimraf|rm|cp|mkdir)$/.test(first)) return true;
  const runs = /^(?:npm|pnpm|yarn|bun)$/.test(first);
  if (runs && words.slice(1, 3).some((word) => Object.hasOwn(scripts, word))) return true;
  return isForServer(words);
}

function rewritten(
  { before, words }: WrittenCommand,
  { replaced, replacedSwitches, options }: MapsBundler,
  parameters: readonly string[],
  folder: string,
  config: string,
): string {
  const start = words.length - parameters.length;
  const kept: WrittenWord[] = words.slice(0, start);
  for (let index = start; index < words.length; index++) {
    const word = words[index] as WrittenWord;
    const [option = ''] = word.plain.split('=', 1);
    const next = words[index + 1]?.plain ?? '-';
    const isSwitch = replacedSwitches.includes(option);
    if (!isSwitch && !replaced.includes(option)) kept.push(word);
    else if (word.plain === option && (isSwitch ? /^(?:true|false|inline|hidden)$/ : /^[^-]/).test(next)) index++;
  }
  const ours = (options(parameters, folder, config) ?? []).map(quoted);
  return [...before, [...kept.map(({ written }) => written), ...ours].join(' ')].join(' && ');
}

/** The text of the config file that the command names; else of all that the bundler may find by itself. */
async function configOf(directory: string, { commands }: MapsBundler, parameters: readonly string[]): Promise<string> {
  const options = ['-c', '--config'];
  if (!commands.some((name) => ['rollup', 'rolldown'].includes(name))) return '';
  if (!parameters.some((word) => options.includes(word.split('=', 1)[0] ?? ''))) return '';
  const named = optionValues(parameters, options);
  const usual = (await readdir(directory).catch(() => [])).filter((name) =>
    commands.some((command) => new RegExp(`^${command}\\.config\\.[cm]?[jt]s$`).test(name)),
  );
  const texts = await Promise.all((named.length > 0 ? named : usual).map((file) => readText(join(directory, file))));
  return texts.map((text) => text ?? '{ file: unknown }').join('\n');
}
