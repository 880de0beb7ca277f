/**
 * The work of compressed-size-action with `compression: brotli`: all files of both builds, one after the other, on the
 * main thread; without its installs, builds and calls to GitHub.
 *
 *     node bench/bundle/compressed-size-action.ts <folder>...
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

let brotli = 0;
for (const folder of process.argv.slice(2)) {
  for (const name of await readdir(folder)) {
    brotli += brotliCompressSync(await readFile(join(folder, name))).length;
  }
}
console.log(JSON.stringify({ brotli }));
