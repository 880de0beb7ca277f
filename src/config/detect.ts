import { readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { glob } from 'tinyglobby';
import { bundle } from '../checks/bundle/index.ts';
import type { BundleSettings } from '../checks/bundle/settings.ts';
import { vitals } from '../checks/vitals/index.ts';
import type { VitalsSettings } from '../checks/vitals/settings.ts';
import { resolveInside } from '../workspace/checkout-root.ts';
import type { Plan } from './plan.ts';
import { withDefaults } from './resolve.ts';

/** Where a bundler's config says that its output goes. Read as text: running it would run the project's code again. */
const BUNDLER_CONFIGS: readonly { readonly files: string; readonly output: RegExp }[] = [
  { files: '{vite,astro,rolldown}.config.{js,mjs,cjs,ts,mts}', output: /\boutDir\s*:\s*(['"`])([^'"`$]+)\1/ },
  { files: 'webpack.config.{js,mjs,cjs,ts}', output: /\bpath\s*:[^,}\n]*(['"`])([^'"`$]+)\1/ },
  { files: '{rollup,rolldown}.config.{js,mjs,cjs,ts}', output: /\bdir\s*:\s*(['"`])([^'"`$]+)\1/ },
];

const USUAL_FOLDERS = ['dist', 'build', 'out'];

export interface OutputFolder {
  /** Relative to the working directory, with forward slashes. */
  readonly path: string;
  /** Why it is this one, to follow its name. */
  readonly reason: string;
}

const isFolder = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isDirectory() ?? false;

/** Candidates, the likeliest first, whether they exist or not. */
async function candidates(directory: string): Promise<OutputFolder[]> {
  const named: OutputFolder[] = [];
  for (const { files, output } of BUNDLER_CONFIGS) {
    for (const file of await glob(files, { cwd: directory, expandDirectories: false })) {
      const [, , written] = output.exec(await readFile(join(directory, file), 'utf8')) ?? [];
      if (written === undefined) continue;
      const inside = resolveInside(directory, written);
      if (inside !== null) named.push({ path: relative(directory, inside) || '.', reason: `as ${file} says` });
    }
  }
  return [...named, ...USUAL_FOLDERS.map((path) => ({ path, reason: 'the usual place' }))];
}

/** The folder that the build wrote, or would write; null where none of the likely ones is there. */
export async function findOutputFolder(directory: string): Promise<OutputFolder | null> {
  for (const candidate of await candidates(directory)) {
    if (await isFolder(join(directory, candidate.path))) return candidate;
  }
  return null;
}

type Detected = Pick<Plan, 'servers' | 'subjects' | 'notes'>;

/** What to measure where nobody said it: the bundle in the output folder, and its page if it has one. */
export async function detect(directory: string): Promise<Detected> {
  const output = await findOutputFolder(directory);
  if (output === null) {
    const looked = USUAL_FOLDERS.join(', ');
    return {
      servers: {},
      subjects: [],
      notes: [`No output folder was found: neither what a bundler's config says, nor ${looked}.`],
    };
  }
  const { path, reason } = output;
  const settings: BundleSettings = { path, files: [], exclude: [], compression: 'gzip' };
  const subjects = withDefaults(bundle, 'app', settings);
  const bundled = `the bundle in ${path} (${reason})`;
  const hasPage = (await stat(join(directory, path, 'index.html')).catch(() => null))?.isFile() ?? false;
  if (!hasPage) {
    const note = `No check is configured, so ${bundled} was checked, with default limits. To say otherwise, write perf-budget.yml.`;
    return { servers: {}, subjects, notes: [note] };
  }
  const page: VitalsSettings = { server: 'site', path: '/', device: 'mobile' };
  const note = `No check is configured, so ${bundled} and the page ${path}/index.html were checked, with default limits. To say otherwise, write perf-budget.yml.`;
  return {
    servers: { site: { settings: { kind: 'static', static: path }, source: null } },
    subjects: [...subjects, ...withDefaults(vitals, 'home', page)],
    notes: [note],
  };
}
