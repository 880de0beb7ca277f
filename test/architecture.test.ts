import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const src = join(import.meta.dirname, '../src');

/** What the code of a room of src/ may import, types included. A room may import itself; each names only rooms above it here. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'lifecycle.ts': ['errors.ts'],
  'version.ts': [],
  model: [],
  text: ['model'],
  settings: ['model', 'text'],
  history: ['model', 'text'],
  compare: ['model'],
  'progress.ts': ['model', 'text'],
  workspace: ['errors.ts', 'model', 'text', 'progress.ts'],
  observe: ['model', 'workspace'],
  inspect: ['model', 'text', 'workspace'],
  checks: ['model', 'text', 'settings', 'compare', 'workspace', 'observe', 'inspect'],
  config: ['errors.ts', 'model', 'compare', 'text', 'settings', 'workspace', 'checks'],
  measure: ['model', 'text', 'compare', 'progress.ts', 'workspace', 'observe', 'inspect', 'checks'],
  explain: ['model', 'text', 'compare', 'progress.ts', 'workspace', 'checks', 'measure'],
  merge: ['errors.ts', 'version.ts', 'model', 'text', 'compare', 'checks', 'config', 'explain'],
  baseline: [
    'version.ts',
    'errors.ts',
    'model',
    'text',
    'history',
    'progress.ts',
    'workspace',
    'checks',
    'config',
    'explain',
    'merge',
  ],
  report: ['model', 'text', 'history', 'compare', 'progress.ts', 'checks'],
  'redact.ts': ['model', 'text', 'baseline'],
  'assemble.ts': ['version.ts', 'model', 'compare', 'workspace', 'config', 'explain', 'baseline'],
  'job.ts': ['model', 'progress.ts', 'workspace', 'config', 'baseline'],
  'prepare.ts': ['model', 'workspace', 'config', 'baseline', 'job.ts'],
  'run.ts': [
    ...['model', 'compare', 'workspace', 'config', 'measure', 'explain', 'baseline'],
    ...['redact.ts', 'assemble.ts', 'job.ts', 'prepare.ts'],
  ],
  'join.ts': ['errors.ts', 'model', 'text', 'merge', 'run.ts'],
  init: ['errors.ts', 'text', 'workspace', 'checks', 'config'],
  github: [
    'errors.ts',
    'version.ts',
    'model',
    'text',
    'history',
    'compare',
    'progress.ts',
    'workspace',
    'config',
    'merge',
    'baseline',
    'report',
    'run.ts',
    'join.ts',
  ],
  cli: [
    ...['errors.ts', 'text', 'history', 'compare', 'workspace', 'config', 'baseline', 'report'],
    ...['run.ts', 'join.ts', 'measure', 'init'],
  ],
  'cli.ts': ['errors.ts', 'lifecycle.ts', 'version.ts', 'cli'],
  'action.ts': ['lifecycle.ts', 'version.ts', 'github'],
};

/** Each file of src/ with the files that it imports, or starts by their name. */
const imports = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, importsOf(file)]),
);

function importsOf(file: string): string[] {
  const named = readFileSync(join(src, file), 'utf8').matchAll(
    /(?:\bfrom\s+|\bimport[\s(]*|\bURL\(\s*)'(\.[^']+\.ts)'/g,
  );
  return [...named].map(([, path = '']) => normalize(join(dirname(file), path)));
}

const roomOf = (file: string): string => file.split('/')[0] as string;

it('every room of src/ has a place in the order, and names only rooms before it', () => {
  const rooms = Object.keys(MAY_IMPORT);
  expect([...new Set([...imports.keys()].map(roomOf))].toSorted()).toEqual(rooms.toSorted());
  const upward = Object.entries(MAY_IMPORT).flatMap(([room, others]) =>
    others.filter((other) => rooms.indexOf(other) >= rooms.indexOf(room)).map((other) => `${room} -> ${other}`),
  );
  expect(upward).toEqual([]);
});

it('a room imports only what it may', () => {
  const forbidden = [...imports].flatMap(([file, imported]) =>
    imported
      .filter((other) => roomOf(other) !== roomOf(file) && !MAY_IMPORT[roomOf(file)]?.includes(roomOf(other)))
      .map((other) => `${file} -> ${other}`),
  );
  expect(forbidden).toEqual([]);
});

it('a room may import nothing that none of its files imports', () => {
  const used = new Set(
    [...imports].flatMap(([file, imported]) => imported.map((one) => `${roomOf(file)} -> ${roomOf(one)}`)),
  );
  const allowed = Object.entries(MAY_IMPORT).flatMap(([room, others]) => others.map((other) => `${room} -> ${other}`));
  expect(allowed.filter((arrow) => !used.has(arrow))).toEqual([]);
});

/** The rooms within workspace/: each imports only those before it. */
const IN_WORKSPACE = ['processes', 'git', 'build', 'servers'];

it('workspace/ has four rooms, each of which imports only those before it', () => {
  const placeOf = (file: string) => IN_WORKSPACE.indexOf(/^workspace\/([^/]+)\//.exec(file)?.[1] ?? '');
  const files = [...imports].filter(([file]) => roomOf(file) === 'workspace');
  expect(files.filter(([file]) => placeOf(file) < 0)).toEqual([]);
  const upward = files.flatMap(([file, imported]) =>
    imported
      .filter((other) => roomOf(other) === 'workspace' && placeOf(other) > placeOf(file))
      .map((other) => `${file} -> ${other}`),
  );
  expect(upward).toEqual([]);
});

/** A file, and the folders around it that do not hold the other one. */
function placesOf(file: string, other: string): string[] {
  const folders = file.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'));
  return [file, ...folders.filter((folder) => folder !== '' && !other.startsWith(`${folder}/`))];
}

it('no folder imports a file or a folder that imports it', () => {
  const arrows = [...imports].flatMap(([file, imported]) =>
    imported.flatMap((other) =>
      placesOf(file, other).flatMap((from) => placesOf(other, file).map((to) => ({ from, to }))),
    ),
  );
  const drawn = new Set(arrows.map(({ from, to }) => `${from} -> ${to}`));
  const mutual = arrows.filter(({ from, to }) => drawn.has(`${to} -> ${from}`));
  expect(new Set(mutual.map(({ from, to }) => `${from} <-> ${to}`))).toEqual(new Set());
});

it('no check imports another one', () => {
  const checkOf = (file: string) => /^checks\/([^/]+)\//.exec(file)?.[1];
  const crossing = [...imports].flatMap(([file, imported]) =>
    imported
      .filter((other) => checkOf(file) && checkOf(other) && checkOf(file) !== checkOf(other))
      .map((other) => `${file} -> ${other}`),
  );
  expect(crossing).toEqual([]);
});

it('a bundler is one file, which only the list of bundlers imports', () => {
  const LIST = 'checks/bundle/bundlers/bundlers.ts';
  const bundlers = imports.get(LIST)?.filter((file) => !file.endsWith('/bundler.ts')) ?? [];
  expect(bundlers.length).toBeGreaterThan(3);
  const importers = [...imports].flatMap(([file, imported]) =>
    imported.some((one) => bundlers.includes(one)) ? [file] : [],
  );
  expect(importers).toEqual([LIST]);
});

it('an importer is one file, which only the list of importers imports', () => {
  const importers = [...imports.keys()].filter((file) => file.startsWith('init/from/'));
  expect(importers.length).toBeGreaterThan(5);
  const users = [...imports].flatMap(([file, imported]) =>
    imported.some((one) => importers.includes(one)) ? [file] : [],
  );
  expect(users).toEqual(['init/importers.ts']);
});

it('no files import each other in a circle', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) circles.push([...path.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const other of imports.get(file) ?? []) visit(other, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  expect(circles).toEqual([]);
});
