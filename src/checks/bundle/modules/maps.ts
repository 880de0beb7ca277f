import { dirname, join } from 'node:path';
import type { Project } from '../bundlers/module-id.ts';
import type { BundleEvidence, FileModules } from '../evidence.ts';
import { megabytes, readBounded } from '../files/read-bounded.ts';
import { findMap, isInline, type MapPlaces, MOST_BYTES, mapComment, readMap } from './map-file.ts';
import { mappedFile } from './mapped-file.ts';
import type { Mentions } from './specifiers.ts';

/** The contents of files by their source maps. */
interface MapsOutcome {
  /** Those with a readable map. */
  readonly files: readonly FileModules[];
  readonly inlineMaps: BundleEvidence['inlineMaps'];
  readonly mentions: Mentions;
  readonly notes: readonly string[];
}

interface Problem {
  readonly path: string;
  /** The end of a sentence. */
  readonly why: string;
}

const MOST_NOTES = 5;

/**
 * Reads the maps of files, one at a time: a single one may take a gigabyte of memory.
 *
 * @param sizes bytes of the shipped files, by path
 * @param known files whose modules are known: only inline maps are looked for in them
 */
export async function attributeByMaps(
  sizes: ReadonlyMap<string, number>,
  known: ReadonlySet<string>,
  project: Project,
  places: MapPlaces & { readonly rebuilt: ReadonlyMap<string, string>; readonly signal: AbortSignal },
): Promise<MapsOutcome> {
  const files: FileModules[] = [];
  const inlineMaps: { path: string; bytes: number }[] = [];
  const mentions = new Map<string, ReadonlySet<string>>();
  const problems: Problem[] = [];

  for (const path of sizes.keys()) {
    places.signal.throwIfAborted();
    const rebuilt = places.rebuilt.get(path);
    const code = await readBounded(rebuilt ?? join(places.root, path), MOST_BYTES);
    if (code.kind === 'too-large') problems.push({ path, why: `it has ${megabytes(code.bytes)}` });
    if (code.kind === 'unreadable') problems.push({ path, why: `it can not be read (${code.why})` });
    if (code.kind !== 'read') continue;
    const comment = mapComment(code.content);
    if (comment && isInline(comment)) inlineMaps.push({ path, bytes: comment.bytes });
    if (known.has(path)) continue;
    const map = rebuilt === undefined ? await findMap(path, comment, places) : await readMap(`${rebuilt}.map`);
    if (map.kind === 'unreadable') problems.push({ path, why: map.problem });
    if (map.kind !== 'found') continue;
    try {
      const shipped = { path, bytes: sizes.get(path) ?? 0 };
      // Vite's maps of workers are written as if the output lay where it does by default.
      const folders: [string, string] = [map.folder, dirname(join(places.root, path))];
      const mapped = mappedFile(shipped, code.content, { text: map.text, folders }, project);
      files.push(mapped.file);
      for (const [id, names] of mapped.mentions) mentions.set(id, names);
    } catch (error) {
      problems.push({ path, why: `its source map is malformed (${firstLine(error as Error)})` });
    }
  }
  return { files, inlineMaps, mentions, notes: notesOf(problems) };
}

function notesOf(problems: readonly Problem[]): string[] {
  const shown = problems.slice(0, MOST_NOTES).map(({ path, why }) => `The contents of ${path} are unknown: ${why}.`);
  const more = problems.length - shown.length;
  return more > 0 ? [...shown, `The contents of ${more} more files are unknown for similar reasons.`] : shown;
}

/** Messages quote the malformed text, which comes from elsewhere. */
const firstLine = ({ message }: Error): string =>
  message
    .replace(/\p{Cc}.*$/su, '')
    .slice(0, 200)
    .replace(/[.\s]+$/, '');
