import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { CONFIG_FILES, parseLoaded } from '../config/load.ts';
import { completePlan } from '../config/read-plan.ts';
import { resolve as resolveConfig } from '../config/resolve.ts';
import { UsageError } from '../errors.ts';
import { pathInside } from '../text/path-inside.ts';
import { readPackageJson } from '../workspace/build/package-json.ts';
import { benchmarkLines } from './benchmarks.ts';
import { detectedHere } from './detected.ts';
import { findSources, WORKFLOWS } from './find.ts';
import type { Imported, Note } from './importer.ts';
import { type DraftConfig, merged, SECTIONS } from './merge.ts';
import { notesText } from './notes-text.ts';
import { type Project, readProjectIn } from './project.ts';
import { configText } from './write/config.ts';
import { type NewFile, textOf } from './write/files.ts';
import { workflowText } from './write/workflow.ts';

export interface InitOptions {
  /** Absolute. */
  readonly directory: string;
  /** Configs of other tools; empty: those that are found. */
  readonly files: readonly string[];
  /** Tools; empty: all. */
  readonly from: readonly string[];
  readonly force: boolean;
  readonly workflow: boolean;
  /** Whether configs that are code may be run. */
  readonly mayRun: boolean;
  /** Null for perf-budget.yml. */
  readonly output: string | null;
  readonly signal: AbortSignal;
}

/** The files that init is going to write, and why. */
export interface InitPlan {
  /** Each source, or found subject, with a summary of its contents. */
  readonly read: readonly { readonly file: string; readonly summary: string }[];
  readonly config: DraftConfig;
  readonly files: readonly NewFile[];
  readonly notes: readonly Note[];
  /** Why no workflow is written, as a clause; null if one is, or if none was asked for. */
  readonly noWorkflow: string | null;
}

/** Reads and decides; writes nothing. @throws UsageError if there is nothing to measure, or something can't be read. */
export async function planInit(options: InitOptions): Promise<InitPlan> {
  const { directory } = options;
  const project = await readProjectIn(directory, options);
  const found = await findSources(project, options);
  const all: { readonly file: string; readonly title: string; readonly imported: Imported }[] = [];
  for (const { importer, source } of found.sources) {
    all.push({ file: source.file, title: importer.title, imported: await importer.read(source, project) });
  }
  const followed = all.flatMap(({ imported }) => imported.followed ?? []);
  const read = all.filter(({ file, imported }) => !followed.includes(file) || (imported.followed ?? []).includes(file));
  const notes = [...found.notes, ...read.flatMap(({ imported }) => imported.notes)];
  const hasSubjects = read.some(({ imported }) => SECTIONS.some((section) => (imported[section] ?? []).length > 0));
  const detected = hasSubjects ? null : await detectedHere(project);
  if (detected?.ok === false) throw nothingToMeasure(detected.why, notes);
  const here = detected === null ? [] : [{ file: 'this folder', imported: detected.imported }];
  const config = withOrigin(merged([...read, ...here].map(({ imported }) => imported)), read);
  const name = configName(options);
  const text = configText(config, detected !== null, await benchmarkLines(project));
  await check(text, name, directory);
  const workflow = await workflowFile(project, options, name);
  const ignore = await ignoreFile(project);
  const before = await textOf(resolve(directory, name), name);
  return {
    read: [...read, ...here].map(({ file, imported }) => ({ file, summary: imported.summary })),
    config,
    notes,
    files: [
      { name, path: resolve(directory, name), text, before },
      ...('file' in workflow ? [workflow.file] : []),
      ...(ignore === null ? [] : [ignore]),
    ].filter((file) => file.text !== file.before),
    noWorkflow: 'reason' in workflow ? workflow.reason : null,
  };
}

const nothingToMeasure = (why: string, notes: readonly Note[]): UsageError =>
  new UsageError(
    [
      `${notes.length === 0 ? 'No config of another tool is known here. ' : 'Nothing that the configs here hold is measured here. '}${why}`,
      'All that can be measured: docs/configuration.md.',
      ...notesText(notes),
    ].join('\n'),
  );

function withOrigin(
  config: DraftConfig,
  read: readonly { readonly file: string; readonly title: string }[],
): DraftConfig {
  if (read.length === 0) return config;
  const origins = [...new Set(read.map(({ file, title }) => `${file} (${title})`))].join(', ');
  const origin = `From ${origins}. Remove that once this has run beside it for a while.`;
  return { ...config, comments: [origin, ...config.comments] };
}

/** The existing config; null if there is none. */
export function existingConfig({ directory, output }: Pick<InitOptions, 'directory' | 'output'>): string | null {
  const names = output === null ? CONFIG_FILES : [output];
  return names.find((name) => existsSync(resolve(directory, name))) ?? null;
}

/** Name of the config file, which holds YAML. */
function configName({ directory, output }: InitOptions): string {
  const existing = output ?? existingConfig({ directory, output });
  return existing === null || (output === null && existing.endsWith('.json')) ? CONFIG_FILES[0] : existing;
}

/** Checks that `run --plan` accepts the written config. A rejected one is a bug. */
async function check(text: string, name: string, directory: string): Promise<void> {
  try {
    await completePlan(resolveConfig(parseLoaded(text, name, null)), directory, null, []);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new Error(`the config that init would write is not valid:\n${error.message}\n\n${text}`);
  }
}

/** A path relative to this folder, also if it lies above. */
const shownPath = (directory: string, path: string): string => relative(directory, path).replaceAll(sep, '/');

type WorkflowFile = { readonly file: NewFile } | { readonly reason: string | null };

async function workflowFile(project: Project, options: InitOptions, config: string): Promise<WorkflowFile> {
  const { directory, root, agent } = project;
  if (!options.workflow) return { reason: null };
  if (root === null) return { reason: 'this is no git repository' };
  const path = join(root, WORKFLOWS, 'perf-budget.yml');
  const name = shownPath(directory, path);
  const before = await textOf(path, name);
  const other = before === null ? await otherWorkflow(join(root, WORKFLOWS)) : null;
  const job = directory === root ? '' : '; add a step to it with this folder as working-directory';
  if (other !== null)
    return { reason: `${shownPath(directory, join(root, WORKFLOWS, other))} runs perf-budget already${job}` };
  if (before !== null && !options.force) return { reason: `${name} is there, and only --force replaces it${job}` };
  const folder = pathInside(root, directory) ?? '';
  const isFound = CONFIG_FILES.some((one) => one === config);
  const isPinned = typeof (await readPackageJson(root)).packageManager === 'string';
  const text = workflowText({ agent, isPinned, folder, config: isFound ? null : config });
  return { file: { name, path, before, text } };
}

/** A workflow that runs perf-budget already; null if none does. */
async function otherWorkflow(folder: string): Promise<string | null> {
  for (const name of (await readdir(folder).catch(() => [])).filter((one) => /\.ya?ml$/.test(one))) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    if (/^[\s-]*uses:\s*['"]?perf-budget\/perf-budget@/m.test(text)) return name;
  }
  return null;
}

/** The reports' folder, which no commit should hold; null where git ignores it already, and outside of git. */
async function ignoreFile({ directory, root }: Project): Promise<NewFile | null> {
  if (root === null) return null;
  const folder = existsSync(join(directory, '.gitignore')) ? directory : root;
  const path = join(folder, '.gitignore');
  const name = shownPath(directory, path);
  const before = await textOf(path, name);
  if (/^\/?\.perf-budget\/?\s*$/m.test(before ?? '')) return null;
  const start = before === null || before === '' || before.endsWith('\n') ? (before ?? '') : `${before}\n`;
  return { name, path, before, text: `${start}.perf-budget/\n` };
}
