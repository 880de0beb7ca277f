import type { Subject } from '../../model/subject.ts';
import type { Missing } from '../check-settings.ts';
import { readRows } from './requests/row-file.ts';
import { columnsOf } from './requests/schema.ts';
import type { ApiSettings } from './settings.ts';

/** A data file that is missing, or that lacks a value which the requests use; null if nothing is missing. */
export async function missingData({ settings }: Subject<ApiSettings>, directory: string): Promise<Missing | null> {
  if (settings.data === undefined) return null;
  const read = await readRows(directory, settings.data, columnsOf(settings));
  return read.ok ? null : { path: settings.data, isPlace: false, problem: read.problem };
}
