import { join } from 'node:path';
import type { Project } from '../bundlers/module-id.ts';
import type { Mentions } from '../bundlers/reported.ts';
import type { BundleEvidence, FileModules } from '../evidence.ts';
import { megabytes, readBounded } from '../files/read-bounded.ts';
import { findMap, isInline, type MapPlaces, MOST_BYTES, mapComment } from './map-file.ts';
import { mappedFile } from './mapped-file.ts';

/** What the source maps of a bundle tell. */
export interface MapsOutcome {
  /** Of the files that have a map which could be read. */
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
 * Reads the maps of `paths`, one at a time: a single one may take a gigabyte of memory.
 *
 * @param told files of which all is known: of them only inline maps are looked for
 */
export async function attributeByMaps(
  paths: readonly string[],
  told: ReadonlySet<string>,
  project: Project,
  places: MapPlaces & { readonly signal: AbortSignal },
): Promise<MapsOutcome> {
  const files: FileModules[] = [];
  const inlineMaps: { path: string; bytes: number }[] = [];
  const mentions = new Map<string, ReadonlySet<string>>();
  const problems: Problem[] = [];

  for (const path of paths) {
    places.signal.throwIfAborted();
    const shipped = await readBounded(join(places.root, path), MOST_BYTES);
    if (shipped.kind === 'too-large') problems.push({ path, why: `it has ${megabytes(shipped.bytes)}` });
    if (shipped.kind === 'unreadable') problems.push({ path, why: `it can not be read (${shipped.why})` });
    if (shipped.kind !== 'read') continue;
    const comment = mapComment(shipped.content);
    if (comment && isInline(comment)) inlineMaps.push({ path, bytes: comment.bytes });
    if (told.has(path)) continue;
    const map = await findMap(path, comment, places);
    if (map.kind === 'unreadable') problems.push({ path, why: map.problem });
    if (map.kind !== 'found') continue;
    try {
      const mapped = mappedFile(path, shipped.content, map, project);
      files.push(mapped.file);
      for (const [id, names] of mapped.mentions) mentions.set(id, names);
    } catch (error) {
      problems.push({ path, why: `its source map is malformed (${firstLine(error as Error)})` });
    }
  }
  return { files, inlineMaps, mentions, notes: notesOf(problems) };
}

function notesOf(problems: readonly Problem[]): string[] {
  const shown = problems.slice(0, MOST_NOTES).map(({ path, why }) => `What ${path} is made of is not known: ${why}.`);
  const more = problems.length - shown.length;
  return more > 0 ? [...shown, `What ${more} more files are made of is not known, for such reasons.`] : shown;
}

/** Messages quote what they stumbled over, which is somebody else's text. */
const firstLine = ({ message }: Error): string =>
  message
    .replace(/\p{Cc}.*$/su, '')
    .slice(0, 200)
    .replace(/[.\s]+$/, '');
