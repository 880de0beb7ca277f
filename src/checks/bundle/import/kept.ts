import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { sumBy } from '../../sum.ts';
import { moduleId, projectAt } from '../bundlers/module-id.ts';
import type { Kept } from '../evidence.ts';
import { attribute } from '../modules/attribute.ts';

const MOST_MODULES = 20;
const MOST_STATEMENT = 80;
/** A longer line is minified code, in which no statement can be shown. */
const LONGEST_LINE = 300;

/**
 * What stays of a library if nothing of it is used: what every import costs.
 *
 * @param root the folder with the scripts of an import that uses nothing, and with their source maps
 * @param directory the package's folder, absolute
 */
export async function keptIn(
  root: string,
  directory: string,
  signal: AbortSignal,
): Promise<Omit<Kept, 'isFreeOfEffects'>> {
  const paths = (await readdir(root).catch(() => [])).filter((name) => name.endsWith('.js'));
  const rebuilt = new Map(paths.map((path) => [path, join(root, path)]));
  const { attribution } = await attribute({ root, directory, paths, reports: [], rebuilt, signal });
  const sums = new Map<string, number>();
  for (const { id, bytes } of attribution?.files.flatMap(({ modules }) => modules) ?? [])
    sums.set(id, (sums.get(id) ?? 0) + bytes);
  const lines = new Map<string, { readonly line: number; readonly text: string }>();
  for (const path of paths)
    for (const [id, found] of await reasonsIn(join(root, path), root, directory)) lines.set(id, found);
  const modules = [...sums].map(([id, bytes]): Kept['modules'][number] => {
    const found = lines.get(id);
    return { id, bytes, line: found?.line ?? null, statement: found === undefined ? null : shortened(found.text) };
  });
  modules.sort((a, b) => b.bytes - a.bytes || (a.id < b.id ? -1 : 1));
  return { bytes: sumBy(modules, ({ bytes }) => bytes), modules: modules.slice(0, MOST_MODULES) };
}

const shortened = (text: string): string => {
  const all = text.trim().replaceAll(/\s+/g, ' ');
  return all.length > MOST_STATEMENT ? `${all.slice(0, MOST_STATEMENT - 1)}…` : all;
};

/** By module the line of a source that seems to keep it. */
async function reasonsIn(script: string, root: string, directory: string) {
  const found = new Map<string, { readonly line: number; readonly text: string }>();
  const text = await readFile(`${script}.map`, 'utf8').catch(() => null);
  if (text === null) return found;
  const map = new TraceMap(text);
  const project = projectAt(directory);
  const lines = new Map<string, Set<number>>();
  eachMapping(map, ({ source, originalLine }) => {
    if (source !== null) lines.set(source, (lines.get(source) ?? new Set()).add(originalLine));
  });
  for (const [source, kept] of lines) {
    const content = map.sourcesContent?.[map.sources.indexOf(source)];
    const id = moduleId(source, root, project);
    const reason =
      content && id
        ? reasonOf(
            content.split('\n'),
            [...kept].sort((a, b) => a - b),
          )
        : null;
    if (id && reason !== null) found.set(id, reason);
  }
  return found;
}

/** Lines at which no statement with an effect begins. */
const DECLARES =
  /^(?:import\b|export\s*[{*]|(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function|class)\b|[\s})\]/*]|$)/;
/** A declaration that only calls something may have an effect. */
const ASSIGNS = /^(?:export\s+)?(?:const|let|var)\b/;

function reasonOf(source: readonly string[], kept: readonly number[]) {
  const starts = kept
    .map((line) => ({ line, text: source[line - 1] ?? '' }))
    .filter(({ text }) => !DECLARES.test(text) && text.length <= LONGEST_LINE);
  return starts.find(({ text }) => !ASSIGNS.test(text)) ?? starts.find(({ text }) => /[(`]/.test(text)) ?? null;
}
