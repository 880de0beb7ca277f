import { basename, join } from 'node:path';
import { optionValues } from '../detect/build-commands.ts';

/** A bundler whose command takes where to write, and whether with maps. */
export interface MapsBundler {
  readonly name: string;
  readonly commands: readonly string[];
  /** Options that ours replace: given twice, some bundlers take the first. Those with a value, and those without. */
  readonly replaced: readonly string[];
  readonly replacedSwitches: readonly string[];
  /**
   * What makes it write to `folder`, with maps that no comment names. Null: the command is no build, or nothing would
   * keep it from writing elsewhere.
   *
   * @param parameters the words after the command
   * @param config the text of its config file; empty where there is none
   */
  options(parameters: readonly string[], folder: string, config: string): readonly string[] | null;
}

const SOURCE_MAPS = ['--sourcemap', '--no-sourcemap'];

/** Whether the command after webpack's or Rspack's name only builds. */
const isPacking = ([first = 'build']: readonly string[]): boolean =>
  first.startsWith('-') || ['build', 'bundle', 'b'].includes(first) || /[./]/.test(first);

function packed(parameters: readonly string[], folder: string): readonly string[] | null {
  if (!isPacking(parameters)) return null;
  // Its comment is a part of what the names' hashes are made from.
  const own = optionValues(parameters, ['--devtool', '-d']).find((kind) => /^(?:hidden-)?source-map$/.test(kind));
  return ['--devtool', own ?? 'hidden-source-map', '--output-path', folder];
}

const webpack = {
  replaced: ['--devtool', '-d', '--output-path', '-o'],
  replacedSwitches: ['--no-devtool'],
  options: packed,
};

const rollup = {
  replaced: ['--dir', '-d', '--file', '-o'],
  options(parameters: readonly string[], folder: string, config: string): readonly string[] | null {
    const file = oneFile(optionValues(parameters, ['--file', '-o']), config);
    if (file === null) return null;
    return ['--sourcemap', 'hidden', ...(file === '' ? ['--dir', folder] : ['--file', join(folder, file)])];
  },
};

export const MAPS_BUNDLERS: readonly MapsBundler[] = [
  {
    name: 'Vite',
    commands: ['vite'],
    replaced: ['--outDir'],
    replacedSwitches: SOURCE_MAPS,
    options: ([first], folder) => (first === 'build' ? ['--sourcemap', 'hidden', '--outDir', folder] : null),
  },
  { name: 'webpack', commands: ['webpack', 'webpack-cli'], ...webpack },
  { name: 'Rspack', commands: ['rspack'], ...webpack },
  // Rolldown's -m minifies.
  { name: 'Rolldown', commands: ['rolldown'], replacedSwitches: [...SOURCE_MAPS, '-s'], ...rollup },
  { name: 'Rollup', commands: ['rollup'], replacedSwitches: [...SOURCE_MAPS, '-m'], ...rollup },
  {
    name: 'esbuild',
    commands: ['esbuild'],
    replaced: ['--outdir', '--outfile', '--metafile'],
    replacedSwitches: SOURCE_MAPS,
    options(parameters, folder) {
      const [file] = optionValues(parameters, ['--outfile']);
      if (file === undefined && optionValues(parameters, ['--outdir']).length === 0) return null; // it prints the bundle
      const where = file === undefined ? `--outdir=${folder}` : `--outfile=${join(folder, basename(file))}`;
      return ['--sourcemap=external', where];
    },
  },
];

/**
 * The one file that is written, of a command or a config that names it: Rollup then takes no folder, and Rolldown would
 * still write to that file. Empty where a folder is written to; null where there are several, or only a program knows.
 */
function oneFile(named: readonly string[], config: string): string | null {
  const written = [...config.matchAll(/(?<![\w$.])file(?:\s*:\s*(?:(['"`])([^'"`]*)\1)?|\s*(?=[,}]))/g)];
  const files = named.length > 0 ? named : written.map(([, , path]) => path);
  const [file] = files;
  if (files.length === 0) return '';
  return files.length === 1 && file !== undefined && !file.includes('$') ? basename(file) : null;
}
