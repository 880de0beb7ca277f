import type { TestProject } from 'vitest/node';
import { buildCopy } from './build.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the bundles that these tests run, built from the sources as they are. */
    dist: string;
  }
}

/** Each project of tests loads this file by itself, in the same process. */
const shared: typeof globalThis & { perfBudgetDist?: Promise<string> } = globalThis;

/** Builds what the action and the package consist of, once for all tests that ask for it. */
export default async function setUp(project: TestProject): Promise<void> {
  shared.perfBudgetDist ??= build();
  project.provide('dist', await shared.perfBudgetDist);
}

async function build(): Promise<string> {
  const built = await buildCopy();
  process.once('exit', () => built[Symbol.dispose]());
  return built.dist;
}
