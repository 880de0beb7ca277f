import { clean } from '../text/sanitize.ts';
import type { Note } from './importer.ts';

const COLUMN = 9;
const MOST_LINES = 6;

/** A line of init's output: a label in a column of its own, then the text. */
export const row = (label: string, text: string): string => `${label.padEnd(COLUMN)}${text}`;

/** The notes, grouped by the outcome of each key. Equal notes on several lines become one. */
export function notesText(notes: readonly Note[]): string[] {
  return (['alike', 'about', 'left out'] as const).flatMap((outcome) => {
    const same = Map.groupBy(
      notes.filter((note) => note.outcome === outcome),
      ({ file, what, why }) => JSON.stringify([file, what, why]),
    );
    return [...same.values()].flatMap((group, index) => {
      const [{ what, why }] = group as [Note];
      const first = `${placesOf(group)}  ${clean(what)}`;
      return [row(index === 0 ? outcome : '', first), ...(why === '' ? [] : [row('', `    ${clean(why)}`)])];
    });
  });
}

function placesOf(notes: readonly Note[]): string {
  const file = clean(notes[0]?.file ?? '', 200);
  const lines = [...new Set(notes.flatMap(({ line }) => (line === null ? [] : [line])))];
  if (lines.length === 0) return file;
  const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : '';
  return `${file}:${lines.slice(0, MOST_LINES).join(', ')}${more}`;
}
