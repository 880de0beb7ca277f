import { type AccessSeen, type IndexSeen, MOST_SHAPES } from '../../seen.ts';
import type { Answer } from '../wire/own-questions.ts';
import { servedOf } from './index-coverage.ts';
import { countQuestion, indexesQuestion, planQuestion } from './questions.ts';
import { labelOf, nodesOf, type PlanNode, parsePlan, type TableName, tableOf } from './tree.ts';

/** A statement that ran, as it was sent. */
export interface Sample {
  readonly shape: string;
  readonly text: string;
}

/** Asks one question and leaves no trace of it; null if no connection is free for it. */
type Ask = (sql: string) => Promise<Answer | null>;

const MOST_TABLES = 50;
const MOST_INDEXES = 1_000;

/**
 * Asks which indexes could serve some statements, with questions that change nothing; null if no database could be
 * asked.
 */
export async function askAccess(samples: readonly Sample[], version: string, ask: Ask): Promise<AccessSeen | null> {
  const plans: { shape: string; root: PlanNode }[] = [];
  for (const { shape, text } of samples.slice(0, MOST_SHAPES)) {
    const question = planQuestion(text, version);
    if (question === null) continue;
    const answer = await ask(question);
    if (answer === null) return null;
    const root = parsePlan(answer.rows[0]?.[0] ?? '')?.Plan;
    if (answer.error === null && root !== undefined) plans.push({ shape, root });
  }
  const tables = tablesOf(plans.map(({ root }) => root)).slice(0, MOST_TABLES);
  const indexes = tables.length === 0 ? [] : await askIndexes(tables, ask);
  if (indexes === null) return null;
  const counted: AccessSeen['tables'] = [];
  for (const table of tables) counted.push({ table: labelOf(table), rows: await askRows(table, ask) });
  return {
    indexes,
    tables: counted,
    shapes: plans.map(({ shape, root }) => ({
      shape,
      relations: servedOf(root, indexes)
        .slice(0, 50)
        .map(({ table, index, columns }) => ({ table: labelOf(table), index, columns: columns.slice(0, 32) })),
    })),
  };
}

function tablesOf(roots: readonly PlanNode[]): TableName[] {
  const all = roots.flatMap(nodesOf).flatMap((node) => tableOf(node) ?? []);
  return [...new Map(all.map((table) => [labelOf(table), table])).values()];
}

async function askIndexes(tables: readonly TableName[], ask: Ask): Promise<IndexSeen[] | null> {
  const answer = await ask(indexesQuestion(tables, MOST_INDEXES));
  if (answer === null || answer.error !== null) return null;
  return answer.rows.map(([schema, name, index, isValid, columns]) => ({
    table: labelOf({ schema: schema ?? '', name: name ?? '' }),
    index: (index ?? '').slice(0, 300),
    columns: namesIn(columns ?? '[]'),
    isValid: isValid === 't',
  }));
}

const namesIn = (json: string): string[] => {
  const names: unknown = JSON.parse(json);
  return Array.isArray(names) ? names.map((name) => String(name).slice(0, 300)).slice(0, 32) : [];
};

async function askRows(table: TableName, ask: Ask): Promise<number | null> {
  const answer = await ask(countQuestion(table));
  const rows = Number(answer?.rows[0]?.[0] ?? Number.NaN);
  return answer?.error === null && Number.isSafeInteger(rows) ? rows : null;
}
