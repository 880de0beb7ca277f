import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');

interface Built extends Disposable {
  readonly dist: string;
}

/** The contents of a folder of bundles, by name. */
export const filesIn = (dist: string): Record<string, string> =>
  Object.fromEntries(readdirSync(dist).map((name) => [name, readFileSync(join(dist, name), 'utf8')]));

/** Bundles a copy of the sources that lies `below` a temporary folder, with `additions` to its package.json. */
export async function buildCopy(below = '.', additions = {}): Promise<Built> {
  const temporary = mkdtempSync(join(tmpdir(), 'bundles-test-'));
  const copy = join(temporary, below);
  mkdirSync(copy, { recursive: true });
  for (const name of ['src', 'scripts', 'tsconfig.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...manifest, ...additions }));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const dist = join(copy, 'dist');
  try {
    await promisify(execFile)(process.execPath, ['scripts/build.ts'], { cwd: copy });
  } catch (error) {
    rmSync(temporary, { recursive: true });
    throw error;
  }
  return {
    dist,
    [Symbol.dispose]: () => rmSync(temporary, { recursive: true }),
  };
}
