import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Agent } from 'package-manager-detector';
import { parse } from 'yaml';
import { readPackageJson } from './package-json.ts';
import { commandOf } from './package-manager.ts';

/** A package of a workspace: its folder, and the names of the packages of the workspace that it needs. */
interface Member {
  readonly folder: string;
  readonly hasBuild: boolean;
  readonly needs: readonly string[];
}

/** A name that a shell reads as a single word. */
const WORD = /^[@\w][\w./-]*$/;

const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * The command that builds a package after the workspace's packages that it needs, with the workspace's own task runner
 * if it has one. Run it at the workspace's root. Null if the package needs no built package.
 */
export async function workspaceBuild(root: string, directory: string, agent: Agent): Promise<string | null> {
  const members = await membersOf(root);
  const found = [...members].find(([, { folder }]) => folder === directory);
  if (found === undefined || found[1].needs.length === 0) return null;
  const [name] = found;
  const order = inOrder(name, members).filter((one) => members.get(one)?.hasBuild);
  if (order.length < 2 || !order.every((one) => WORD.test(one))) return null;
  if (existsSync(join(root, 'turbo.json')))
    return commandOf(agent, 'execute-local', ['turbo', 'run', 'build', `--filter=${name}`]);
  if (existsSync(join(root, 'nx.json'))) return commandOf(agent, 'execute-local', ['nx', 'run', `${name}:build`]);
  if (agent.startsWith('pnpm')) return `pnpm --filter ${name}... run build`;
  const one: Partial<Record<Agent, (name: string) => string>> = {
    npm: (name) => `npm run build -w ${name}`,
    yarn: (name) => `yarn workspace ${name} run build`,
    'yarn@berry': (name) => `yarn workspace ${name} run build`,
    bun: (name) => `bun run --filter ${name} build`,
  };
  return one[agent] === undefined ? null : order.map(one[agent]).join(' && ');
}

/** The package and all that it needs, each after its own needs. */
function inOrder(name: string, members: ReadonlyMap<string, Member>): string[] {
  const order = new Set<string>();
  const seen = new Set<string>();
  const visit = (one: string): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const needed of members.get(one)?.needs ?? []) visit(needed);
    order.add(one);
  };
  visit(name);
  return [...order];
}

/** The packages of a workspace by name. */
async function membersOf(root: string): Promise<ReadonlyMap<string, Member>> {
  const patterns = await patternsOf(root);
  const chosen = patterns.filter((one) => !one.startsWith('!')).map((one) => `${one.replace(/\/+$/, '')}/package.json`);
  const exclude = [
    '**/node_modules/**',
    ...patterns.flatMap((one) => (one.startsWith('!') ? [`${one.slice(1)}/**`] : [])),
  ];
  const files = await Array.fromAsync(glob(chosen, { cwd: root, exclude }));
  const folders = [...new Set(files.map((file) => dirname(join(root, file))))].toSorted();
  const manifests = await Promise.all(
    folders.map(async (folder) => ({ folder, manifest: await readPackageJson(folder) })),
  );
  const names = new Set(manifests.map(({ manifest }) => manifest.name));
  return new Map(
    manifests.flatMap(({ folder, manifest }): [string, Member][] => {
      if (typeof manifest.name !== 'string') return [];
      const needs = DEPENDENCIES.flatMap((key) => Object.keys(manifest[key] ?? {})).filter((one) => names.has(one));
      const hasBuild = typeof manifest.scripts === 'object' && manifest.scripts !== null && 'build' in manifest.scripts;
      return [[manifest.name, { folder, hasBuild, needs: [...new Set(needs)] }]];
    }),
  );
}

async function patternsOf(root: string): Promise<string[]> {
  const ofPnpm = await readFile(join(root, 'pnpm-workspace.yaml'), 'utf8').catch(() => null);
  const { workspaces } = await readPackageJson(root);
  const written = ofPnpm === null ? workspaces : readYaml(ofPnpm);
  const list = Array.isArray(written) ? written : (written as { packages?: unknown } | null | undefined)?.packages;
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}

/** pnpm itself reports mistakes in its file best. */
function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
