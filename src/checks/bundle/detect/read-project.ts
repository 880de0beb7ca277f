import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPackageJson } from '../../../workspace/build/package-json.ts';
import { type Project, projectKind } from './project-kind.ts';

/** Configs that say where a build writes, or who renders its pages. */
const CONFIG = /^(?:next|vite|astro|react-router)\.config\.[cm]?[jt]s$/;

/** What kind of project lies in a folder. */
export async function readProject(directory: string): Promise<Project> {
  const names = await readdir(directory).catch(() => []);
  const configs: Record<string, string> = {};
  for (const name of names.filter((one) => CONFIG.test(one))) {
    configs[name] = await readFile(join(directory, name), 'utf8').catch(() => '');
  }
  return projectKind({ manifest: await readPackageJson(directory), names, configs });
}
