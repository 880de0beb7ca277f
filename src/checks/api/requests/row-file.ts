import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cut } from '../../../text/cut.ts';
import { isObject } from '../../../text/parse-json.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The rows of a data file, or a clause on what is wrong with it. */
type Rows = { readonly ok: true; readonly rows: readonly Row[] } | { readonly ok: false; readonly problem: string };

/** @param columns that each row must have */
export async function readRows(directory: string, file: string, columns: readonly string[]): Promise<Rows> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(directory, file)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return wrong(`${file} is not in UTF-8: save it so`);
    return wrong(code === 'ENOENT' ? `there is no file ${file}` : `${file} can't be read: ${(error as Error).message}`);
  }
  const found = file.endsWith('.csv') ? csvRows(text) : jsonRows(text);
  if (typeof found === 'string') return wrong(`${file} ${found}`);
  if (found.length === 0) return wrong(`${file} has no rows`);
  for (const [index, row] of found.entries()) {
    const lacking = columns.find((column) => row[column] === undefined);
    if (lacking === undefined) continue;
    return wrong(`row ${index + 1} of ${file} has no ${lacking}: it has ${Object.keys(row).slice(0, 20).join(', ')}`);
  }
  return { ok: true, rows: found };
}

const wrong = (problem: string): Rows => ({ ok: false, problem });

function jsonRows(text: string): Row[] | string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return `is no JSON: ${(error as Error).message}`;
  }
  return Array.isArray(data) && data.every(isObject) ? data : 'is no list of objects';
}

/** https://www.rfc-editor.org/rfc/rfc4180, with names in the first line. */
function csvRows(text: string): Row[] | string {
  const lines: string[][] = [[]];
  for (const [, quoted, bare = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/g)) {
    if (bare.startsWith('"')) return `has a quote that does not enclose a whole field: ${cut(bare, 60)}`;
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === '') break;
    if (end !== ',') lines.push([]);
  }
  const [names = [], ...rows] = lines.filter((line) => line.length > 1 || line[0] !== '');
  const uneven = rows.findIndex((row) => row.length !== names.length);
  if (uneven >= 0) return `has ${names.length} columns, and ${rows[uneven]?.length} in row ${uneven + 1}`;
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name.trim(), row[index] ?? ''])));
}
