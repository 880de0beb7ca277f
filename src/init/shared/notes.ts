import type { Note } from '../importer.ts';
import type { Path, Source } from '../read/source.ts';

/** Makes the notes of one source. */
export function noteTaker(source: Source) {
  const notes: Note[] = [];
  const add =
    (outcome: Note['outcome']) =>
    (path: Path, what: string, why = '') =>
      void notes.push({ outcome, file: source.file, line: source.lineOf(path), what, why });
  return { notes, alike: add('alike'), about: add('about'), leftOut: add('left out') };
}

export type Notes = ReturnType<typeof noteTaker>;

/** `"10 kB"`, `true`, as the tool's config has it. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
