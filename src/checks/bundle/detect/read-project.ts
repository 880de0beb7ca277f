import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPackageJson } from '../../../workspace/build/package-json.ts';
import { packageManager } from '../../../workspace/build/package-manager.ts';
import { checkoutRoot } from '../../../workspace/git/checkout-root.ts';
import type { Project } from './project.ts';
import { projectKind } from './project-kind.ts';

/** Configs that say where a build writes, who renders its pages, or which folders are packages. */
const CONFIG =
  /^(?:(?:next|nuxt|vite|astro|svelte|react-router)\.config\.[cm]?[jt]s|angular\.json|pnpm-workspace\.yaml)$/;

/** Reads what kind of project a folder holds. */
export async function readProject(directory: string): Promise<Project> {
  const names = await readdir(directory).catch(() => []);
  const configs: Record<string, string> = {};
  for (const name of names.filter((one) => CONFIG.test(one))) {
    configs[name] = await readFile(join(directory, name), 'utf8').catch(() => '');
  }
  const agent = await packageManager(directory, checkoutRoot(directory));
  return projectKind({ manifest: await readPackageJson(directory), agent, names, configs });
}
