import { builtinModules } from 'node:module';
import type { BundleProblem } from './bundle-request.ts';

/** Bundles one entry; `output` is the folder to write to, or null. */
export type Bundle = (call: {
  readonly entry: string;
  readonly output: string | null;
  /** Modules that count as used although nothing of them is. */
  readonly used?: readonly string[];
}) => Promise<Bundled>;

type Bundled =
  | {
      readonly ok: true;
      /** Names that the entry exports. */
      readonly exports: readonly string[];
      /** Modules of Node.js that stayed outside. */
      readonly builtins: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly BundleProblem[] };

/** Files that a browser loads by their address. */
export const ASSETS: readonly string[] =
  '.png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .woff .woff2 .ttf .otf .eot .wasm .mp3 .mp4 .webm'.split(' ');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Packages and their subpaths; null for none. What is no package's name, such as a dot, matches nothing. */
export function matching(names: readonly string[]): RegExp | null {
  const packages = names.filter((name) => /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*$/.test(name));
  return packages.length === 0 ? null : new RegExp(`^(?:${packages.map(escaped).join('|')})(?:/|$)`);
}

/** Modules of Node.js, unless the project has a package of the name, as it may of `events`. */
export const BUILTIN = new RegExp(
  `^(?:node:.*|(?:${builtinModules
    .filter((name) => !name.startsWith('_'))
    .map(escaped)
    .join('|')})(?:/.*)?)$`,
);
