import { clean, withDots } from '../text/sanitize.ts';
import type { InitPlan } from './init.ts';
import { SECTIONS } from './merge.ts';
import { notesText, row } from './notes-text.ts';
import { diffLines } from './write/diff.ts';
import type { NewFile } from './write/files.ts';

/** Words for init's result: what it read and wrote, what became of each key, and the next command. */

const rows = (label: string, texts: readonly string[]): string[] =>
  texts.map((text, index) => row(index === 0 ? label : '', text));

export function planText(plan: InitPlan, label: 'wrote' | 'writes'): string {
  const { read, files, notes, noWorkflow } = plan;
  return [
    ...rows(
      'read',
      read.map(({ file, summary }) => `${clean(file, 200)}  ${clean(summary)}`),
    ),
    row(
      label,
      files.length === 0
        ? 'nothing: all is as it would be written'
        : files.map(({ name }) => clean(name, 200)).join(', '),
    ),
    row('', `${counts(plan)} in the config`),
    ...(noWorkflow === null ? [] : [row('', `No workflow: ${noWorkflow}.`)]),
    ...notesText(notes),
  ].join('\n');
}

const NOUNS = { servers: 'server', bundle: 'bundle', vitals: 'page', api: 'request' } as const;

const counts = ({ config }: InitPlan): string =>
  SECTIONS.flatMap((section) => {
    const { length } = config.sections[section];
    return length === 0 ? [] : [`${length} ${NOUNS[section]}${length === 1 ? '' : 's'}`];
  }).join(', ');

/** A file as it would be written, or how it changes. */
export const diffText = ({ name, before, text }: NewFile): string =>
  [
    before === null ? '--- /dev/null' : `--- ${clean(name, 200)}`,
    `+++ ${clean(name, 200)}`,
    ...diffLines(before ?? '', text).map(withDots),
  ].join('\n');
