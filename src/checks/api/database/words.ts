import type { ReportFinding } from '../../../model/report.ts';
import { code, figure, type Sentence, say, trusted } from '../../../text/inline.ts';
import { quantity } from '../../../text/quantity.ts';
import { amount, type CheckWords, codeOr, inner, text, texts } from '../../finding-text.ts';

/** Words for findings on a server's queries. */

const statement = (finding: ReportFinding): Sentence => [codeOr(text(finding, 'shape'), 'a query')];

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

function before(finding: ReportFinding): Sentence {
  if (finding.evidence.timesBefore === null) return [];
  const count = amount(finding, 'timesBefore') ?? 0;
  return say`; before, ${trusted(count === 0 ? 'never' : times(count))}`;
}

/** A cost that loopback hides: each round trip waits for the network. */
function roundTrips(finding: ReportFinding): Sentence {
  const more = amount(finding, 'roundTrips');
  return more === null ? [] : say`. With the database 1 ms away that is ${figure(quantity(more, 'ms'))} more a request`;
}

/** ` At `listResumes` (`src/resumes.js:12`), called at `src/routes.js:40`.` */
function whoAsks(finding: ReportFinding): Sentence {
  const [place, name, caller] = [text(finding, 'place'), text(finding, 'function'), text(finding, 'caller')];
  if (place === null) return [];
  const called = caller === null ? [] : say`, called at ${code(caller)}`;
  return name === null ? say`. At ${code(place)}${called}` : say`. At ${code(name)} (${code(place)})${called}`;
}

function repeatedQuery(finding: ReportFinding): Sentence {
  const level = amount(finding, 'level') ?? 0;
  const count = amount(finding, 'times') ?? 0;
  const parent = inner(finding, 'parent');
  const rows = amount(parent, 'rows');
  if (level < 2 || rows === null)
    return say`asks ${statement(finding)} ${trusted(times(count))}${before(finding)}${roundTrips(finding)}${whoAsks(finding)}`;
  const name = level === 3 ? trusted('N+1: ') : [];
  const each =
    rows === count
      ? say`once for each of the ${trusted(String(rows))} rows`
      : say`${trusted(times(count))} for the ${trusted(String(rows))} rows`;
  return say`${name}${statement(finding)} ${each} of ${statement(parent)}${before(finding)}${roundTrips(finding)}${whoAsks(finding)}`;
}

const ms = (finding: ReportFinding, key: string): Sentence => {
  const value = amount(finding, key);
  return value === null ? [] : [figure(quantity(value, 'ms'))];
};

const table = (finding: ReportFinding): Sentence => [codeOr(finding.location, 'a table')];

const rowsOf = (count: number): string => quantity(count, 'count');

/** Rows that one execution of a statement reads now, and read before, if they are known. */
function reads(finding: ReportFinding, now: string, before: string): Sentence {
  const [read, was] = [amount(finding, now), amount(finding, before)];
  // A small table is read row by row, index or not.
  if (read === null || read === was) return [];
  const [rows, count] = [amount(finding, 'rows'), amount(finding, 'times') ?? 1];
  const each = count > 1 ? say`each of ${trusted(times(count))} it` : say`it`;
  const found = rows === null ? [] : say` to find ${figure(rowsOf(rows))}`;
  return say`; ${each} now reads ${figure(rowsOf(read))} rows${found}${was === null ? [] : say`, before ${figure(rowsOf(was))}`}`;
}

/** `sections_resume_id_idx (resume_id)` */
function indexName(finding: ReportFinding): Sentence {
  const columns = texts(finding, 'columns').join(', ');
  const name = text(finding, 'index');
  if (name === null) return columns === '' ? [trusted('an index')] : say`the index on ${code(columns)}`;
  return say`the index ${code(columns === '' ? name : `${name} (${columns})`)}`;
}

const STATES: Readonly<Record<string, string>> = {
  invalid: 'is invalid now',
  unused: 'can no longer serve it',
};

function lostIndex(finding: ReportFinding): Sentence {
  const read = reads(finding, 'rowsRead', 'rowsReadBefore');
  const state = STATES[text(finding, 'state') ?? ''];
  if (state !== undefined)
    return say`${indexName(finding)} of ${table(finding)} ${trusted(state)}: ${statement(finding)}${read}`;
  const served = finding.evidence.isNewQuery === true ? 'would serve' : 'served';
  return say`${table(finding)} has lost ${indexName(finding)}, which ${trusted(served)} ${statement(finding)}${read}`;
}

function noIndex(finding: ReportFinding): Sentence {
  const rows = amount(finding, 'tableRows');
  const size = rows === null ? [] : say` of ${figure(rowsOf(rows))} rows`;
  return say`no index of ${table(finding)}${size} serves ${statement(finding)}${reads(finding, 'rowsRead', '')}`;
}

const WAYS: Readonly<Record<string, string>> = { sequential: 'row by row', index: 'by an index' };

function path(finding: ReportFinding, key: string, index: string): Sentence {
  const name = text(finding, index);
  if (name !== null) return say`by the index ${code(name)}`;
  return [trusted(WAYS[text(finding, key) ?? ''] ?? 'in another way')];
}

export const findingWords: CheckWords['findings'] = {
  'database.repeated-query': repeatedQuery,
  'database.same-query': (finding) =>
    say`asks ${statement(finding)} ${trusted(times(amount(finding, 'times') ?? 0))} with the same values${before(finding)}${roundTrips(finding)}${whoAsks(finding)}`,
  'database.new-query': (finding) => say`asks a new query, ${statement(finding)}`,
  'database.slow-query': (finding) => {
    const was = ms(finding, 'msBefore');
    return say`${statement(finding)} takes ${ms(finding, 'ms')}${was.length === 0 ? [] : say`; before, ${was}`}`;
  },
  'database.reads-more': (finding) =>
    say`${statement(finding)} returns ${trusted(String(amount(finding, 'rows') ?? 0))} rows; before, ${trusted(String(amount(finding, 'rowsBefore') ?? 0))}`,
  'database.lost-index': lostIndex,
  'database.no-index': noIndex,
  'database.other-plan': (finding) =>
    say`${statement(finding)} reaches ${table(finding)} ${path(finding, 'path', 'index')}; before, ${path(finding, 'pathBefore', 'indexBefore')}${reads(finding, 'rowsRead', 'rowsReadBefore')}`,
  'database.open-transaction': (finding) =>
    say`leaves a transaction open after its answer${text(finding, 'shape') === null ? [] : say`; its last statement is ${statement(finding)}`}`,
  'database.no-pool': () => say`opens a connection to the database for each request`,
};

export const warnings: NonNullable<CheckWords['warnings']> = {
  'database.lost-index': 'an index is lost',
  'database.no-index': 'an index is missing',
  'database.repeated-query': 'repeats a query for each row',
  'database.open-transaction': 'leaves a transaction open',
  'database.no-pool': 'opens a connection for each request',
};
