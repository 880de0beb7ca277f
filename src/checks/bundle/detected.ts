import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { firstOf } from '../../text/first-of.ts';
import { detectBuild } from '../../workspace/build/commands.ts';
import { readPackageJson } from '../../workspace/build/package-json.ts';
import { trackedPaths } from '../../workspace/git/tracked-paths.ts';
import type { Detected, DetectRequest } from '../detection.ts';
import { DEFAULT_FOLDERS } from './detect/default-folders.ts';
import { libraryEntries } from './detect/library-entries.ts';
import { findOutputFolder } from './detect/output-folder.ts';
import { plainSite } from './detect/plain-site.ts';
import { type Project, serverSnippet } from './detect/project.ts';
import { readProject } from './detect/read-project.ts';
import { findBundler } from './import/bundler.ts';
import type { BundleSettings } from './settings.ts';

export const detectedName = 'app';

/**
 * The folder that the build wrote, as a bundle, and as a site if it holds a page. Output for servers or other projects
 * is not a bundle.
 */
export async function detect(request: DetectRequest): Promise<Detected<BundleSettings>> {
  const { directory, startedAt } = request;
  const project = await readProject(directory);
  const search = await findOutputFolder(directory, startedAt);
  const { found } = search;
  if ((found?.page ?? null) === null && (project.kind === 'api' || project.kind === 'library')) {
    return project.kind === 'library'
      ? await detectLibrary(directory, found?.path ?? 'dist', request.config)
      : aServer(project, request.config);
  }
  const output = search.found ?? (request.build === null ? await plainSite(project, directory) : null);
  if (output === null) return notFound(project, search.found === null ? search.lookedAt : '', request);
  const { path, reason, page, others } = output;
  const settings: BundleSettings = { path, files: [], exclude: [], compression: 'gzip', fileBudgets: [] };
  return {
    ok: true,
    subjects: [
      { name: detectedName, what: `${path === '.' ? 'this folder' : `the bundle in ${path}`} (${reason})`, settings },
    ],
    site: page === null ? null : { folder: path, page },
    others,
    advice: page !== null || project.kind !== 'rendered' ? [] : [noPage(project)],
  };
}

/** What each entry of a library costs the one who imports all of it. */
async function detectLibrary(directory: string, output: string, config: string): Promise<Detected<BundleSettings>> {
  const manifest = await readPackageJson(directory);
  const { entries, more } = libraryEntries(manifest);
  if (entries.length === 0 || (await findBundler(directory)) === null)
    return notImported(entries.length > 0, output, config);
  const name = typeof manifest.name === 'string' && manifest.name !== '' ? manifest.name : 'library';
  const subjects = entries.map((from) => {
    const subject = `${name}${from.slice(1)}`;
    const imported = { modules: [{ from, names: '*' as const }], external: [], bundler: null };
    return {
      name: subject,
      what: `the import of ${subject}`,
      settings: { path: null, files: [], exclude: [], compression: 'gzip' as const, fileBudgets: [], import: imported },
    };
  });
  const advice = more === 0 ? [] : [`${more} more entries of package.json are not measured`];
  return { ok: true, subjects, site: null, others: [], advice };
}

type NotFound = Extract<Detected<BundleSettings>, { readonly ok: false }>;

function noPage(project: Extract<Project, { readonly kind: 'rendered' }>): string {
  const lines = serverSnippet(project).split('\n');
  return `No page is measured: this app needs a server: ${lines.map((line) => `\`${line}\``).join(' and ')} (${project.tool})`;
}

function aServer(project: Extract<Project, { readonly kind: 'api' }>, config: string): NotFound {
  const advice = `How fast it answers is what matters, not the size of its code. Name a request that it answers in ${config}:\n\n${serverSnippet(project)}`;
  return { ok: false, missing: `this looks like a server (${project.tool})`, advice: [advice] };
}

function notImported(hasEntries: boolean, output: string, config: string): NotFound {
  const lacks = hasEntries
    ? 'To measure what each of its entries costs, install a bundler, which both sides then use: npm i -D esbuild.'
    : 'What each of its entries costs is measured once package.json names them (exports).';
  const advice = [
    `Visitors of a page load only what they import of a library. ${lacks}`,
    `To hold the size of its files instead, name them in ${config}:\n\nbundle:\n  ${detectedName}: { path: ${output}, exclude: ["**/*.d.ts", "**/*.md"] }`,
  ];
  return { ok: false, missing: 'this looks like a library', advice };
}

const NOTHING_THERE = `No page lies in this folder, and no usual output folder is there: ${DEFAULT_FOLDERS.join(', ')}.`;

async function noBuild(directory: string): Promise<string> {
  if (existsSync(join(directory, 'package.json')))
    return 'No build runs: package.json has no script "build", and no config names another command.';
  const paths = await trackedPaths(directory);
  const folders = [...paths].filter((path) => path.endsWith('/package.json')).map(posix.dirname);
  const scripts = await Promise.all(folders.map(async (one) => (await readPackageJson(join(directory, one))).scripts));
  const built = folders.filter((_, index) => Object.hasOwn(scripts[index] ?? {}, 'build')).toSorted();
  const where = firstOf(built, 3);
  const inThem =
    built.length === 0 ? '' : ` A package with a build lies in ${where}: run there, by its folder (working-directory).`;
  return `No build runs: there is no package.json here, and no config names a command.${inThem}`;
}

/** Folders below this one that hold a config of their own. */
async function packagesWith(config: string, directory: string): Promise<string[]> {
  const paths = await trackedPaths(directory);
  return [...paths]
    .filter((path) => path.endsWith(`/${posix.basename(config)}`))
    .map((path) => posix.dirname(path))
    .toSorted();
}

async function notFound(project: Project, lookedAt: string, request: DetectRequest): Promise<NotFound> {
  const { directory, startedAt, build, config } = request;
  const isBuilt = build !== null || (await detectBuild(directory)) !== null;
  if (isBuilt && startedAt === null && (project.kind === 'page' || project.kind === 'rendered')) {
    const { output, tool } = project;
    const page =
      project.kind === 'page'
        ? `Its size is measured then, and its page.`
        : `Its size is measured then. ${noPage(project)}.`;
    return { ok: false, missing: 'nothing is built yet', advice: [`After the build: ${output} (${tool}).`, page] };
  }
  const output = project.kind === 'page' || project.kind === 'rendered' ? project.output : 'dist';
  const configured = await packagesWith(config, directory);
  const advice = [
    ...(configured.length === 0
      ? []
      : [
          `${firstOf(configured, 3)} ${configured.length === 1 ? 'has a config' : 'have configs'}: run there (working-directory).`,
        ]),
    ...(isBuilt ? [lookedAt] : [await noBuild(directory), NOTHING_THERE]),
    ...(project.kind === 'workspace'
      ? ['This is the root of a workspace: run in the package that visitors load, by its folder (working-directory).']
      : []),
    `Name what the build writes, relative to the working directory, in ${config}:\n\nbundle:\n  ${detectedName}: { path: ${output} }`,
  ];
  return { ok: false, missing: 'no output folder was found', advice };
}
