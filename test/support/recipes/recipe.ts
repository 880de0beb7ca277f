import { cp, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Report, Result } from '../../../src/model/report.ts';
import { perfBudget, readReport } from '../cli/perf-budget.ts';
import { temporaryFolder, writeFiles } from '../folders/temporary.ts';
import { commit, git } from '../git/repository.ts';

const root = join(import.meta.dirname, '../../..');

/** What readers copy from a page of docs/recipes: its only config and its only workflow. */
interface Recipe {
  /** The text of perf-budget.yml. */
  readonly config: string;
  /** The step that runs perf-budget. */
  readonly step: { readonly env?: Readonly<Record<string, string>>; readonly with?: Readonly<Record<string, string>> };
}

interface Job {
  readonly steps: readonly ({ readonly uses?: string } & Recipe['step'])[];
}

export async function readRecipe(page: string): Promise<Recipe> {
  const text = await readFile(join(root, 'docs', 'recipes', `${page}.md`), 'utf8');
  const blocks = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => yaml);
  const workflows = blocks.filter((yaml) => 'jobs' in parse(yaml));
  const configs = blocks.filter((yaml) => !('jobs' in parse(yaml)));
  const [workflow, config] = [workflows[0], configs[0]];
  if (workflow === undefined || config === undefined || blocks.length !== 2)
    throw new Error(`docs/recipes/${page}.md has to show one workflow and one config`);
  const jobs = Object.values(parse(workflow).jobs as Record<string, Job>);
  const steps = jobs.flatMap((job) => job.steps).filter(({ uses }) => uses?.startsWith('perf-budget/'));
  const [step] = steps;
  if (step === undefined || steps.length !== 1)
    throw new Error(`docs/recipes/${page}.md runs perf-budget more than once`);
  return { config, step };
}

/** A page and an endpoint are visited as seldom as can be: that they are measured is all that a test asserts of them. */
const BRIEFLY = '\nmeasure: { rounds: 1, time: 10 min }\n';

export interface RecipeRun {
  readonly code: number | null;
  readonly report: Report;
  readonly markdown: string;
  /** What the command printed, for a failed expectation. */
  readonly output: string;
  /** @throws Error if there is no such result. */
  result(id: string): Result;
}

export interface OpenRecipe extends AsyncDisposable {
  /** The repository: base, and on top of it head, which is checked out. */
  readonly path: string;
  /** Runs perf-budget where the page's workflow does. */
  run(env?: Readonly<Record<string, string>>): Promise<RecipeRun>;
}

/** The recipe of `page` on the app in examples/recipes/`app`, whose head consists of what it changes. */
export async function openRecipe(page: string, app = page): Promise<OpenRecipe> {
  const folder = await temporaryFolder();
  try {
    const { config, step } = await readRecipe(page);
    const path = join(folder.path, 'app');
    const package_ = step.with?.['working-directory'] ?? '.';
    const source = join(root, 'examples', 'recipes', app);
    await cp(join(source, 'base'), path, { recursive: true });
    await writeFiles(join(path, package_), { 'perf-budget.yml': config + BRIEFLY });
    await git(path, 'init', '--quiet', '--initial-branch=main');
    await commit(path, {}, 'base');
    await cp(join(source, 'head'), path, { recursive: true });
    await commit(path, {}, 'head');
    const run = async (env: Readonly<Record<string, string>> = {}): Promise<RecipeRun> => {
      const output = join(folder.path, 'output');
      // The app's commands are those of its own node_modules, as in a job.
      const { NODE_PATH: _, ...own } = process.env;
      const PATH = `${dirname(process.execPath)}:${env.PATH ?? own.PATH}`;
      const { code, stdout, stderr } = await perfBudget(
        {
          directory: join(path, package_),
          // Short, since Chromium puts a socket below it.
          temporary: join(folder.path, 't'),
          env: { CI: 'true', NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', ...env, PATH },
        },
        ...['run', '--base', 'HEAD~1', '--output', output],
      );
      const printed = `exit code ${code}\n${stdout}\n${stderr}`;
      const report = await readReport(output).catch(() => {
        throw new Error(`there is no report\n${printed}`);
      });
      return {
        code,
        report,
        markdown: await readFile(join(output, 'report.md'), 'utf8'),
        output: printed,
        result: (id) => {
          const found = report.results.find((result) => result.id === id);
          if (found === undefined) throw new Error(`there is no result ${id}\n${printed}`);
          return found;
        },
      };
    };
    return { path, run, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
  } catch (error) {
    await folder[Symbol.asyncDispose]();
    throw error;
  }
}
