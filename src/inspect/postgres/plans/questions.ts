import type { TableName } from './tree.ts';

/** Rows of a table are counted up to here. */
const MOST_COUNTED = 100_000;

/** GENERIC_PLAN is known since. */
const HAS_GENERIC_PLAN = 16;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const named = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Makes sure that a question can't change data, wait for a lock, or take long. */
const asked = (settings: readonly string[], sql: string): string =>
  [
    'BEGIN READ ONLY',
    ...['statement_timeout = 2000', 'lock_timeout = 500', ...settings].map((one) => `SET LOCAL ${one}`),
    sql,
    'ROLLBACK',
  ].join(';\n');

/**
 * Asks for a statement's plan with reading whole tables to be avoided.
 *
 * @param text of one statement
 * @param version the server's, such as 15.18
 * @returns null for a text that might be read as two statements
 */
export function planQuestion(text: string, version: string): string | null {
  if (text.includes(';')) return null;
  const places = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  const off = 'enable_seqscan = off';
  if (places === 0) return asked([off], `EXPLAIN (VERBOSE, FORMAT JSON)\n${text}\n`);
  if (Number.parseInt(version, 10) >= HAS_GENERIC_PLAN) {
    return asked([off], `EXPLAIN (VERBOSE, GENERIC_PLAN, FORMAT JSON)\n${text}\n`);
  }
  const nulls = Array.from({ length: places }, () => 'NULL').join(', ');
  return asked(
    [off, 'plan_cache_mode = force_generic_plan'],
    `PREPARE ${PREPARED} AS\n${text}\n;\nEXPLAIN (VERBOSE, FORMAT JSON) EXECUTE ${PREPARED}(${nulls});\nDEALLOCATE ${PREPARED}`,
  );
}

const PREPARED = 'perf_budget_question';

/** Statements that clean up after a failed question: a prepared statement outlives its transaction. */
export const afterQuestion = (question: string): readonly string[] => [
  'ROLLBACK',
  ...(question.includes(`PREPARE ${PREPARED}`) ? [`DEALLOCATE ${PREPARED}`] : []),
];

/**
 * Rows: schema, table, index, whether it is valid, and its columns as a JSON array. The indexes of `tables` come first.
 * Others follow, since head may query tables that base does not.
 */
export function indexesQuestion(tables: readonly TableName[], most: number): string {
  const names = tables.map(({ schema, name }) => `(${quoted(schema)}, ${quoted(name)})`).join(', ');
  return asked(
    [],
    `SELECT n.nspname, t.relname, i.relname, x.indisvalid AND x.indisready,
  (SELECT json_agg(pg_get_indexdef(x.indexrelid, k, true) ORDER BY k) FROM generate_series(1, x.indnkeyatts) AS k)
FROM pg_catalog.pg_index AS x
  JOIN pg_catalog.pg_class AS t ON t.oid = x.indrelid
  JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY (n.nspname, t.relname) IN (${names}) DESC, n.nspname, t.relname, i.relname
LIMIT ${most}`,
  );
}

/** One row: how many rows the table has, exact up to `MOST_COUNTED`. */
export const countQuestion = ({ schema, name }: TableName): string =>
  asked([], `SELECT count(*) FROM (SELECT FROM ${named(schema)}.${named(name)} LIMIT ${MOST_COUNTED}) AS rows`);

/** Settings with which PostgreSQL sends the plan of each statement of a session. Only a superuser may load it. */
export const EXPLAIN_ON = [
  "LOAD 'auto_explain'",
  ...Object.entries({
    log_analyze: 'on',
    log_buffers: 'on',
    log_timing: 'off',
    log_verbose: 'on',
    log_format: 'json',
    log_level: 'notice',
    log_min_duration: '0',
  }).map(([name, value]) => `SET auto_explain.${name} = ${value}`),
].join('; ');

export const EXPLAIN_OFF = 'SET auto_explain.log_min_duration = -1';
