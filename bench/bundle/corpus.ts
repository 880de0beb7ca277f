import { hash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { glob } from 'tinyglobby';
import { type Random, seeded } from '../simulator/random.ts';

const LARGEST_MODULE_BYTES = 3_000_000;

/** Sizes of a bundle's files: log-normal, with a median of 8 kB and a mean of 21 kB. */
const MEDIAN_BYTES = 8_300;
const DEVIATION = 1.36;
const LARGEST_FILE_BYTES = 1_100_000;

export interface Corpus {
  readonly base: string;
  readonly head: string;
  readonly files: number;
  readonly bytes: number;
  readonly changedFiles: number;
  readonly changedBytes: number;
}

/** Writes two builds of `files` files and `bytes` bytes, of which a tenth differs. Every call writes the same. */
export async function writeCorpus(directory: string, modules: string, files: number, bytes: number): Promise<Corpus> {
  const random = seeded(5);
  const contents = cut(modules, sizes(random, files, bytes));
  // Every tenth by size, which is about a tenth of the bytes too.
  const bySize = [...contents.keys()].sort((a, b) => (contents[b]?.length ?? 0) - (contents[a]?.length ?? 0));
  const changed = new Set(bySize.filter((_, rank) => rank % 10 === 5));
  const [base, head] = [join(directory, 'base'), join(directory, 'head')];
  await Promise.all([mkdir(base, { recursive: true }), mkdir(head, { recursive: true })]);
  let changedBytes = 0;
  for (const [index, content] of contents.entries()) {
    await writeHashed(base, index, content);
    if (!changed.has(index)) {
      await writeHashed(head, index, content);
      continue;
    }
    const middle = Math.floor(content.length / 2);
    const added = modules.slice(index * 500, index * 500 + 200);
    await writeHashed(head, index, `${content.slice(0, middle)}${added}${content.slice(middle)}`);
    changedBytes += content.length;
  }
  return { base, head, files, bytes: contents.join('').length, changedFiles: changed.size, changedBytes };
}

async function writeHashed(folder: string, index: number, content: string): Promise<void> {
  await writeFile(join(folder, `chunk${index}-${sha256(content).slice(0, 8)}.js`), content, 'latin1');
}

const sha256 = (text: string): string => hash('sha256', text, 'base64url');

function sizes(random: Random, files: number, bytes: number): number[] {
  const drawn = Array.from({ length: files }, () =>
    Math.min(LARGEST_FILE_BYTES, MEDIAN_BYTES * Math.exp(random.normal(DEVIATION))),
  );
  const scale = bytes / drawn.reduce((sum, size) => sum + size, 0);
  return drawn.map((size) => Math.max(1, Math.round(size * scale)));
}

/** One piece after the other, so that no two share content. */
function cut(modules: string, lengths: readonly number[]): string[] {
  let end = 0;
  const pieces = lengths.map((length) => {
    end += length;
    return modules.slice(end - length, end);
  });
  if (end > modules.length)
    throw new RangeError(`there are only ${modules.length} bytes of modules; ${end} are needed`);
  return pieces;
}

/** Real JavaScript by many authors: all modules installed with the project, minified by esbuild and shuffled. */
export async function minifiedModules(root: string): Promise<string> {
  const paths = await glob('node_modules/**/*.{js,mjs}', { cwd: root, ignore: ['**/*.min.js'] });
  const seen = new Set<string>();
  const mixed = paths.sort((a, b) => (sha256(a) < sha256(b) ? -1 : 1));
  for (const path of mixed) {
    const source = await readFile(join(root, path), 'utf8');
    if (source.length > LARGEST_MODULE_BYTES) continue;
    const minified = await transform(source, { minify: true, legalComments: 'none', charset: 'ascii', loader: 'js' })
      .then(({ code }) => code)
      .catch(() => ''); // Some published files are no modules.
    seen.add(minified);
  }
  return [...seen].join('');
}
