import type { JsonBundler } from './bundler.ts';
import { esbuild } from './esbuild.ts';
import { rollup } from './rollup.ts';
import { vite } from './vite.ts';
import { webpack } from './webpack.ts';

/** Bundlers whose reports are one JSON file. If two reports name a file, the first one's name counts. */
export const BUNDLERS: readonly JsonBundler[] = [vite, esbuild, rollup, webpack];
