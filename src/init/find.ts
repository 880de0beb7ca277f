import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { UsageError } from '../errors.ts';
import { isObject, type UnknownKeys } from '../text/parse-json.ts';
import type { Importer, Note } from './importer.ts';
import { importers } from './importers.ts';
import type { Project } from './project.ts';
import { isCode, partOf, type Source } from './read/source.ts';

/** A config of another tool that lies here, and its importer. */
interface FoundSource {
  readonly importer: Importer;
  readonly source: Source;
}

interface Search {
  /** Configs by their paths; empty: those that are found. */
  readonly files: readonly string[];
  /** Tools; empty: all. */
  readonly from: readonly string[];
  readonly mayRun: boolean;
}

interface FoundSources {
  readonly sources: readonly FoundSource[];
  /** Configs that were left out as a whole. */
  readonly notes: readonly Note[];
}

/** @throws UsageError if the user names an unknown tool, or a file that does not exist or can't be read. */
export async function findSources(project: Project, { files, from, mayRun }: Search): Promise<FoundSources> {
  const asked = from.length === 0 ? importers : from.map(importerOf);
  if (files.length > 0) {
    const named = await Promise.all(files.map((file) => namedSources(file, asked, project)));
    return { sources: named.flat(), notes: [] };
  }
  const sources: FoundSource[] = [];
  const notes: Note[] = [];
  for (const importer of asked) {
    const found = [...(await ownConfig(importer, project, mayRun, notes)), ...(await stepsOf(importer, project))];
    if (found.length === 0 && from.length > 0 && notes.length === 0) throw nothingOf(importer);
    sources.push(...found.map((source) => ({ importer, source })));
  }
  return { sources, notes };
}

export function importerOf(tool: string): Importer {
  const found = importers.find((one) => one.tool === tool);
  if (found !== undefined) return found;
  throw new UsageError(`--from ${tool}: expected one of ${importers.map((one) => one.tool).join(', ')}`);
}

function nothingOf({ title, files, manifestKeys = [], action }: Importer): UsageError {
  const places = [
    ...manifestKeys.map((key) => `"${key}" in package.json`),
    ...files,
    ...(action === undefined ? [] : ['a step of a workflow']),
  ];
  return new UsageError(
    `No config of ${title} is here: looked for ${places.join(', ')}. Name it: perf-budget init FILE.`,
  );
}

async function ownConfig(importer: Importer, project: Project, mayRun: boolean, notes: Note[]): Promise<Source[]> {
  const { manifestKeys = [], command } = importer;
  const manifest = existsSync(join(project.directory, 'package.json')) ? await openManifest(project) : null;
  const keys = manifest === null ? [] : manifestKeys.filter((key) => Object.hasOwn(manifest.value as UnknownKeys, key));
  if (manifest !== null && keys.length > 0) return keys.map((key) => keyOf(manifest, key));
  const file = importer.files.find((name) => existsSync(join(project.directory, name)));
  if (file !== undefined && isCode(file) && !mayRun) {
    notes.push({
      outcome: 'left out',
      file,
      line: null,
      what: importer.title,
      why: 'it is code, and --no-run forbids to run it',
    });
    return [];
  }
  if (file !== undefined) {
    const source = await project.open(file);
    if (importer.isConfig?.(source.value) !== false) return [source];
  }
  const scripts = manifest === null || command === undefined ? {} : (manifest.value as UnknownKeys).scripts;
  return Object.entries(isObject(scripts) ? scripts : {}).flatMap(([name, script]) =>
    manifest !== null && typeof script === 'string' && command?.test(script)
      ? [partOf(manifest, ['scripts', name], script)]
      : [],
  );
}

/** npm reports a malformed package.json best. */
async function openManifest(project: Project): Promise<Source | null> {
  const source = await project.open('package.json').catch(() => null);
  return isObject(source?.value) ? source : null;
}

const keyOf = (manifest: Source, key: string): Source => partOf(manifest, [key], (manifest.value as UnknownKeys)[key]);

async function stepsOf(importer: Importer, { directory, root, open }: Project): Promise<Source[]> {
  if (importer.action === undefined || root !== directory) return [];
  const folder = join(directory, WORKFLOWS);
  const names = await readdir(folder).catch(() => []);
  const found: Source[] = [];
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)).sort()) {
    // GitHub reports a malformed workflow.
    const workflow = await open(posix.join(WORKFLOWS, name)).catch(() => null);
    if (workflow !== null) found.push(...steps(workflow, importer));
  }
  return found;
}

export const WORKFLOWS = '.github/workflows';

/** The steps of a workflow that use an importer's action. Their paths are relative to the repository. */
function steps(workflow: Source, { action }: Importer): Source[] {
  const jobs = isObject(workflow.value) && isObject(workflow.value.jobs) ? workflow.value.jobs : {};
  return Object.entries(jobs).flatMap(([id, job]) =>
    (isObject(job) && Array.isArray(job.steps) ? job.steps : []).flatMap((step: unknown, index) =>
      isObject(step) && typeof step.uses === 'string' && action?.test(step.uses)
        ? [{ ...partOf(workflow, ['jobs', id, 'steps', index], step), folder: '' }]
        : [],
    ),
  );
}

async function namedSources(file: string, asked: readonly Importer[], project: Project): Promise<FoundSource[]> {
  const name = basename(file);
  const byName = asked.filter((one) => one.files.includes(name));
  const chosen = byName.length > 0 ? byName.slice(0, 1) : asked.length === 1 ? asked : [];
  const [importer] = chosen;
  const source = await project.open(file);
  if (name === 'package.json') {
    const found = asked.flatMap((one) =>
      (one.manifestKeys ?? []).flatMap((key) =>
        isObject(source.value) && Object.hasOwn(source.value, key)
          ? [{ importer: one, source: keyOf(source, key) }]
          : [],
      ),
    );
    if (found.length > 0) return found;
  }
  const used = asked.flatMap((one) => steps(source, one).map((step) => ({ importer: one, source: step })));
  if (used.length > 0) return used;
  if (importer !== undefined && name !== 'package.json') return [{ importer, source }];
  const tools = importers.map((one) => one.tool).join(', ');
  throw new UsageError(`${file}: of which tool is this the config? Say it with --from, and one of ${tools}.`);
}
