import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { renderTerminal, verdictLine } from '../../../src/report/terminal/terminal.ts';
import { clip, pad, width } from '../../../src/text/columns.ts';
import {
  accepted,
  aFinding,
  aReport,
  everyRelaxation,
  failing,
  missing,
  quiet,
  slowHome,
  slowList,
} from '../../support/reports/a-report.ts';
import { HOSTILE } from '../../support/reports/hostile.ts';

const plain = { columns: 80, color: false };
const widest = (text: string) => Math.max(...text.split('\n').map(width));

test('draws the failing example within 80 columns', async () => {
  const text = renderTerminal(failing(), plain);
  expect(widest(text)).toBeLessThanOrEqual(80);
  await expect(text).toMatchFileSnapshot('../golden/failing-80.txt');
});

test('has all in one line each where there is room', async () => {
  await expect(renderTerminal(failing(), { columns: 120, color: false })).toMatchFileSnapshot(
    '../golden/failing-120.txt',
  );
});

test('draws what could not be measured', async () => {
  const report = aReport({ verdict: 'incomplete', results: [missing(), ...quiet(2)], notes: ['Detected `dist`.'] });
  await expect(renderTerminal(report, plain)).toMatchFileSnapshot('../golden/incomplete-80.txt');
});

test('draws what was accepted, and the limits that were loosened', async () => {
  const report = accepted({ results: accepted().results.slice(0, 3), loosened: everyRelaxation() });
  await expect(renderTerminal(report, plain)).toMatchFileSnapshot('../golden/accepted-80.txt');
  expect(verdictLine(report, plain)).toBe(
    '✓ 2 breaches accepted by ada on 2026-11-23: list resumes p95, app JavaScript',
  );
});

test('stays within 60 columns with long names and wide characters', () => {
  const results = ['一覧を表示する長い名前の処理', '🚀 launch 🚀 the very long name of an endpoint', 'short'].map(
    (subject) => slowList({ subject }),
  );
  const text = renderTerminal(aReport({ verdict: 'fail', results, findings: [aFinding()] }), {
    columns: 60,
    color: false,
  });
  expect(widest(text)).toBeLessThanOrEqual(60);
  const rows = text.split('\n').filter((line) => line.startsWith('✗'));
  expect(new Set(rows.map((row) => width(row.slice(0, row.indexOf('488 ms'))))).size).toBe(1);
});

test('writes the limit of what fails below its row, where a column has no room for it', () => {
  const lines = renderTerminal(failing(), { columns: 40, color: false }).split('\n');
  const row = lines.findIndex((line) => line.startsWith('✗'));
  expect(lines[row]).toContain('list resumes p95');
  expect(lines.slice(row + 1, row + 3)).toEqual(['     over budget, regressed; limit', '     500 ms, +20 %']);
});

test('keeps to the width what is said below a row, such as the limits of all that could not be measured', () => {
  const lost = (label: string, unjudgedBudget: number) => missing({ label, metric: label, unjudgedBudget });
  const results = [lost('p95', 500), lost('p99', 1_000), lost('time to first byte', 600), lost('slowest', 4_000)];
  const text = renderTerminal(aReport({ verdict: 'incomplete', results }), { columns: 60, color: true });
  expect(widest(stripVTControlCharacters(text))).toBeLessThanOrEqual(60);
  expect(text).toContain('time to first byte 500 ms, +20 %;');
});

test('says the same with colours and without', () => {
  const colored = renderTerminal(failing(), { columns: 80, color: true });
  expect(colored).toContain('\u001b[31m');
  expect(stripVTControlCharacters(colored)).toBe(renderTerminal(failing(), plain));
});

test.each(HOSTILE)('lets no control character of %j through', (name) => {
  const results = [slowList({ subject: name, label: name, variant: name, check: name }), missing({ subject: name })];
  const report = aReport({
    verdict: 'fail',
    results,
    findings: [aFinding({ subject: name, location: name })],
    notes: [name],
  });
  const text = renderTerminal(report, plain) + verdictLine(report, plain);
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u);
});

test('the last line is the verdict', () => {
  expect(verdictLine(failing(), plain)).toBe('✗ 2 of 31 metrics fail: list resumes p95, app JavaScript');
  expect(verdictLine(aReport({ results: quiet(2) }), plain)).toBe('✓ nothing got slower or heavier');
  expect(verdictLine(aReport({ verdict: 'warn', results: [slowHome()] }), { color: true })).toContain(
    '\u001b[33m! within all limits',
  );
});

describe('columns of the terminal report', () => {
  test.each([
    ['plain', 5],
    ['日本', 4],
    ['🚀', 2],
    ['👩‍👩‍👧', 2],
    ['⚠️', 2],
    ['✗', 1],
    ['e\u0301', 1],
  ])('%s is %d wide', (text, columns) => {
    expect(width(text)).toBe(columns);
  });

  test('a text is cut between characters', () => {
    expect(clip('日本語', 4)).toBe('日…');
    expect(clip('abc', 3)).toBe('abc');
    expect(pad('日', 4, 'right')).toBe('  日');
  });
});
