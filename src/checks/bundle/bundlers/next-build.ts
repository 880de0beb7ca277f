/** The files that visitors of one route of a Next.js application download at once. */
export interface NextRoute {
  /** `/`, `/blog/[slug]`. */
  readonly name: string;
  /** Relative to the folder that Next builds into, with forward slashes: `static/chunks/main-app-6d97bd.js`. */
  readonly files: readonly string[];
}

export interface NextBuild {
  readonly bundler: 'webpack' | 'turbopack';
  /** A part of the path of a few files, and another in every build unless the project sets it. */
  readonly buildId: string;
  /** What paths of shipped files start with, relative to the bundle's folder: `static/`; empty where that is `static` itself. */
  readonly shipped: string;
  readonly routes: readonly NextRoute[];
  /** Files of dynamic imports by the id of the imported module; null: the build doesn't say. */
  readonly dynamic: ReadonlyMap<string, readonly string[]> | null;
  /** Of what could not be read, whole sentences. */
  readonly notes: readonly string[];
}
