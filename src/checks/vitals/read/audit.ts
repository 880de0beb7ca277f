import type { Result } from 'lighthouse';
import { cut } from '../../../text/cut.ts';
import { isObject } from '../../../text/parse-json.ts';
import type { PageElement } from '../evidence.ts';

/** Readers for the details of Lighthouse's audits: its types leave their shapes open, and their texts come from the page. */

export type Row = Readonly<Record<string, unknown>>;
export type Audits = Result['audits'];

const MOST_CHARACTERS = 300;

export const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** Bounded, since a page may have selectors and snippets of any length. */
export const text = (value: unknown): string => (typeof value === 'string' ? cut(value, MOST_CHARACTERS) : '');

/** Rows of a table or a list. */
export const items = (table: unknown): Row[] =>
  isObject(table) && Array.isArray(table.items) ? table.items.filter(isObject) : [];

/** Rows of an audit's table; empty if the audit does not apply. */
export const rowsOf = (audits: Audits, id: string): Row[] => items(audits[id]?.details);

/** Whether an audit has a result, even if only that it does not apply. */
export const wasMade = (audits: Audits, id: string): boolean =>
  audits[id] !== undefined && audits[id].scoreDisplayMode !== 'error';

export function elementOf(node: unknown): PageElement | null {
  if (!isObject(node) || node.type !== 'node') return null;
  return { selector: text(node.selector), snippet: text(node.snippet) };
}
