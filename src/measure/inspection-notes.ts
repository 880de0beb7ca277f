import { fixOf, type Note } from '../inspect/note.ts';
import type { Side } from '../model/subject.ts';

const WHAT: Partial<Record<Note['code'], string>> = {
  'not-asked': 'Indexes',
  'no-superuser': 'Plans',
  'no-plans': 'Plans',
};

/** Notes that may hold for one side alone. */
const OF_SIDE: ReadonlySet<Note['code']> = new Set(['unreachable', 'refused']);

/** Words for a note: which data are missing, why, and how to fix it. */
export function sentenceOf(server: string, note: Note, side: Side | null = null): string {
  const fix = fixOf(note);
  const what = WHAT[note.code] ?? 'Queries';
  const where = side !== null && OF_SIDE.has(note.code) ? ` on ${side}` : '';
  return `${what} of ${server} were not seen${where} through ${note.variable}: ${note.message}.${fix === null ? '' : ` ${fix}`}`;
}

const listed = (variables: readonly string[]): string => variables.map((name) => `\`${name}\``).join(' and ');

/** @param side the side without queries; null: both */
export const noQuery = (server: string, variables: readonly string[], side: Side | null): string =>
  `Queries were not counted${side === null ? '' : ` on ${side}`}: no query of ${server} came through ${listed(variables)}. If it asks one, it takes the address from elsewhere: from a file that overrides the variable, or from its own code.`;

const eachItsOwn = (server: string): string =>
  `Give each its own under servers.${server}.env, as in \`DATABASE_URL: "postgres://localhost/app_\${side}"\`.`;

export const sharedDatabase = (server: string): string =>
  `Both sides of ${server} write to the same database, so what one side asks may depend on what the other has written. ${eachItsOwn(server)}`;

export const preparedTogether = (server: string): string =>
  `Both sides of ${server} have one database, and a \`prepare\`: what it makes of the database for one side, it makes for the other, too, also where they are timed. ${eachItsOwn(server)}`;

export const noDatabase = (server: string): string =>
  `Queries of ${server} were not counted: no variable of its environment holds the address of a PostgreSQL database. Set it under servers.${server}.env, or name it: \`database: DB_ADDRESS\`, or \`database: { host: DB_HOST, port: DB_PORT }\`.`;

/** @param ms time for the batches of one launch, which endpoints share */
export const noHeapGrowth = (endpoints: readonly string[], ms: number): string =>
  `No heap growth was measured of ${endpoints.join(', ')}: that takes at least 1,100 requests on each side, and the endpoints of a server share ${ms / 1_000} s for them.`;

export const unseenProcesses = (subject: string, label: string): string =>
  `There is no ${label} of ${subject}: no launch of its server could show it. The heap is that of Node on Linux, and its growth that of an endpoint that answers 1,100 requests in its share of a few seconds.`;

export const endedEarly = (server: string, launches: number, ms: number): string =>
  `Inspections of ${server} ended after ${launches} launches: they took ${ms / 1_000} s.`;
