import type { Result } from '../../model/report.ts';
import { figure } from '../../text/inline.ts';
import { alikeAsOne, type Shown } from '../alike-rows.ts';
import { changeCell, rowOf } from '../row.ts';
import { byCheck } from '../selection.ts';
import { MARKS } from '../words/vocabulary.ts';
import { escapeMarkdown } from './escape.ts';
import { toMarkdown } from './inline.ts';

export const TABLE_HEAD = '| | base | head | change | limit | |\n|---|--:|--:|--:|--:|---|';

export function tableRow(result: Shown): string {
  const row = rowOf(result);
  const cells = [
    toMarkdown(row.name),
    ...[row.base, row.head].map((text) => toMarkdown([figure(text)])),
    toMarkdown(changeCell(row, result.verdict === 'fail' || result.verdict === 'accepted')),
    toMarkdown([figure(row.limit)]),
    `${MARKS[row.mark].emoji} ${row.words}`.trim(),
  ];
  return `| ${cells.join(' | ')} |`;
}

/**
 * One table for each check. The head of a table is part of its first row, so that a cut between rows leaves whole
 * tables.
 */
export const sectionedRows = (results: readonly Result[]): string[] =>
  byCheck(results).flatMap(([check, ofCheck], section) =>
    alikeAsOne(ofCheck).map((result, index) => {
      const head = `${section === 0 ? '' : '\n'}**${escapeMarkdown(check)}**\n\n${TABLE_HEAD}\n`;
      return `${index === 0 ? head : ''}${tableRow(result)}`;
    }),
  );
