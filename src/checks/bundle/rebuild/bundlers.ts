import { basename, join } from 'node:path';

/** A bundler whose command line says where to write, and whether with source maps. */
interface Bundler {
  readonly name: string;
  /** Its call, up to the last word that makes it a build. */
  readonly call: RegExp;
  /** Options with a value, and those without, that ours replace: given twice, some bundlers take the first. */
  readonly replaced: readonly string[];
  readonly switches: readonly string[];
  /** Makes it write to `folder`, with maps that no comment names. Null if it prints, or may still write elsewhere. */
  options(command: string, folder: string): readonly string[] | null;
}

/** @param after what must follow the name */
const calls = (name: string, after = '(?=\\s|$)'): RegExp =>
  new RegExp(`(?:^|\\s)(?:\\S*node_modules[\\\\/]\\S*[\\\\/])?${name}(?:\\.[cm]?js)?${after}`);

const SOURCE_MAPS = ['--sourcemap', '--no-sourcemap'];

const webpack = {
  replaced: ['--devtool', '-d', '--output-path', '-o'],
  switches: ['--no-devtool'],
  options: (_: string, folder: string) => ['--devtool', 'hidden-source-map', '--output-path', folder],
};
/** Other commands of theirs serve or watch. */
const PACKS = '(?=\\s+(?:-|build\\b|bundle\\b|b\\s|\\S*[./])|\\s*$)';

const rollup = {
  replaced: ['--dir', '-d', '--file', '-o'],
  options(command: string, folder: string) {
    const file = optionValue(command, ['--file', '-o']);
    return ['--sourcemap', 'hidden', ...(file === null ? ['--dir', folder] : ['--file', join(folder, basename(file))])];
  },
};

const BUNDLERS: readonly Bundler[] = [
  {
    name: 'Vite',
    call: calls('vite', '\\s+build(?=\\s|$)'),
    replaced: ['--outDir'],
    switches: SOURCE_MAPS,
    options: (_, folder) => ['--sourcemap', 'hidden', '--outDir', folder],
  },
  { name: 'webpack', call: calls('webpack(?:-cli)?', PACKS), ...webpack },
  { name: 'Rspack', call: calls('rspack', PACKS), ...webpack },
  {
    ...rollup,
    name: 'Rolldown',
    call: calls('rolldown'),
    switches: [...SOURCE_MAPS, '-s'], // its -m minifies
    // A file that its config names would be written whatever the options say.
    options: (command, folder) =>
      /\s(?:-c|--config)(?=[=\s]|$)/.test(command) ? null : rollup.options(command, folder),
  },
  { name: 'Rollup', call: calls('rollup'), switches: [...SOURCE_MAPS, '-m'], ...rollup },
  {
    name: 'esbuild',
    call: calls('esbuild'),
    replaced: ['--outdir', '--outfile', '--metafile'],
    switches: SOURCE_MAPS,
    options(command, folder) {
      const file = optionValue(command, ['--outfile']);
      if (file === null && optionValue(command, ['--outdir']) === null) return null; // it prints the bundle
      const where = file === null ? `--outdir=${folder}` : `--outfile=${join(folder, basename(file))}`;
      return ['--sourcemap=external', where];
    },
  },
];

/** It does not end, takes no options after it, or is for a server. */
const NOT_AGAIN =
  /\s(?:-w|--|--(?:watch|serve|ssr)(?:=\S*)?|(?:--platform|--target|-t)[=\s]\s*(?:async-)?node\S*)(?=\s|$)/;

interface Rebuild {
  /** The bundler's. */
  readonly name: string;
  readonly command: string;
}

/** A bundler's command, made to write to `folder` with hidden source maps; null if it is none that can do so. */
export function rebuildInto(folder: string, command: string): Rebuild | null {
  const bundler = BUNDLERS.find(({ call }) => call.test(command));
  const options = bundler?.options(command, folder) ?? null;
  if (bundler === undefined || options === null) return null;
  if (NOT_AGAIN.test(command.slice(bundler.call.exec(command)?.index))) return null;
  const { name, replaced, switches } = bundler;
  const kept = command
    .replace(new RegExp(`\\s(?:${replaced.join('|')})(?:=|\\s+)${VALUE}`, 'g'), '')
    .replace(new RegExp(`\\s(?:${switches.join('|')})(?:=\\S+|\\s+(?:true|false|inline|hidden))?(?=\\s|$)`, 'g'), '');
  return { name, command: [kept, ...options.map(quoted)].join(' ') };
}

const VALUE = `("[^"]*"|'[^']*'|[^\\s-]\\S*)`;

/** The value of an option, written `--a value` or `--a=value`; null if it is not given. */
function optionValue(command: string, options: readonly string[]): string | null {
  const found = new RegExp(`\\s(?:${options.join('|')})(?:=|\\s+)${VALUE}`).exec(command);
  return found?.[1]?.replaceAll(/["']/g, '') ?? null;
}

/** A word for the shell that `runCommand` calls. */
const quoted = (word: string): string =>
  process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
