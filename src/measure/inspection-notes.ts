import { fixOf, type Note } from '../inspect/note.ts';

const WHAT: Partial<Record<Note['code'], string>> = { 'not-asked': 'Indexes', 'no-plans': 'Plans' };

/** A note as a sentence or two: what could not be seen, why, and how to fix it. */
export function sentenceOf(server: string, note: Note): string {
  const fix = fixOf(note);
  const what = WHAT[note.code] ?? 'Queries';
  return `${what} of ${server} were not seen through ${note.variable}: ${note.message}.${fix === null ? '' : ` ${fix}`}`;
}

export const noDatabase = (server: string): string =>
  `Queries of ${server} were not counted: no variable of its environment holds the address of a PostgreSQL database. Set it under servers.${server}.env, or name it: \`database: DB_ADDRESS\`, or \`database: { host: DB_HOST, port: DB_PORT }\`.`;
