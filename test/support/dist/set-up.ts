import type { TestProject } from 'vitest/node';
import { buildCopy } from './build.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the bundles that these tests run, built from the sources as they are. */
    dist: string;
  }
}

/** Builds what the action and the package consist of, once for all tests of this folder. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const built = await buildCopy();
  project.provide('dist', built.dist);
  return () => built[Symbol.dispose]();
}
