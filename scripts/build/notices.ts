import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The licences of every package that has code in the bundles, by name. */
export async function notices(root: string, metafiles: readonly Metafile[]): Promise<string> {
  const folders = new Set(metafiles.flatMap(bundledFiles).flatMap(packageFolder));
  const parts = await Promise.all([...folders].map((folder) => notice(join(root, folder))));
  const unique = [...new Set(parts)].sort((a, b) => (a < b ? -1 : 1));
  return `The bundles in this folder contain code of these packages.\n\n${unique.join('\n')}`;
}

const bundledFiles = ({ outputs }: Metafile): string[] =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );

/** `node_modules/a/node_modules/@b/c/lib/d.js` → `node_modules/a/node_modules/@b/c`; nothing for our own files. */
const packageFolder = (path: string): string[] => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.slice(0, 1) ?? [];

async function notice(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  const files = (await readdir(folder)).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  if (!manifest.license && texts.length === 0) throw new Error(`${manifest.name} states no licence`);
  const head = `${manifest.name} ${manifest.version}\nLicence: ${manifest.license ?? 'see below'}\n`;
  return [`${'-'.repeat(80)}\n${head}`, ...texts.map((text) => `${text.replaceAll('\r\n', '\n').trim()}\n`)].join('\n');
}
