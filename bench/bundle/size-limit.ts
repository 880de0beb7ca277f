/**
 * One run of size-limit with @size-limit/file, as size-limit-action runs it once for base and once for head.
 *
 *     node bench/bundle/size-limit.ts <folder>
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import filePlugin from '@size-limit/file';
import sizeLimit from 'size-limit';

const [folder = '.'] = process.argv.slice(2);
const files = (await readdir(folder)).map((name) => join(folder, name));
const [result] = (await sizeLimit(filePlugin, files)) as { size: number }[];
console.log(JSON.stringify({ brotli: result?.size }));
