import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decideAgain } from '../../src/merge/decide-again.ts';
import { RECORDS } from '../../src/merge/limits.ts';
import { readReport } from '../../src/merge/read-report.ts';
import { beyondLimits } from '../../src/merge/within-limits.ts';
import { type Report, reportSchema } from '../../src/model/report.ts';
import { renderJson } from '../../src/report/json.ts';
import { aReport, aResult, failing } from '../support/reports/a-report.ts';
import { planOf } from '../support/reports/a-run.ts';
import { SMALL } from '../support/reports/seeds.ts';

const json = JSON.stringify(SMALL.report);

/** What is said of a file; fails where it is read. */
function refusal(content: string | Buffer): string {
  const read = readReport(Buffer.from(content));
  if (read.ok) throw new Error('it was read');
  return read.message.replace("The report can't be used: ", '');
}

/** What is said of a report in which one thing is changed. */
function refusalWith(change: (report: Report & Record<string, unknown>) => void): string {
  const report = structuredClone(SMALL.report) as Report & Record<string, unknown>;
  change(report);
  return refusal(JSON.stringify(report));
}

const first = <T>(list: readonly T[]): T => list[0] as T;

test('A report of ours is read as it was written', () => {
  for (const report of [SMALL.report, aReport(), failing()]) {
    expect(readReport(Buffer.from(renderJson(report)))).toEqual({ ok: true, report });
  }
});

describe('What is no report is refused:', () => {
  test.each([
    ['nothing', ''],
    ['what was cut', json.slice(0, -100)],
    ['bytes that are no text', Buffer.from([0x22, 0xff, 0x22])],
    ['a number that JSON does not know', json.replace('"cores":2', '"cores":NaN')],
  ])('%s', (_, content) => {
    expect(refusal(content)).toBe('it is not JSON in UTF-8; perhaps it was cut. Upload it again.');
  });

  test.each([['null'], ['[]'], ['"report"'], ['1']])('%s', (content) => {
    expect(refusal(content)).toBe('it is JSON, but no report. Give the report.json that perf-budget wrote.');
  });
});

describe('Another version', () => {
  test('of reports is refused, and a newer one is called so', () => {
    expect(refusalWith((report) => Object.assign(report, { version: 2 }))).toBe(
      'it is of a newer version. Use the same version of perf-budget to measure and to read.',
    );
    expect(refusalWith((report) => Object.assign(report, { version: '1' }))).toContain('it is of no known version');
  });

  test('of perf-budget may know a status that this one does not', () => {
    const message = refusalWith((report) => {
      report.tool.version = '99.0.0';
      Object.assign(first(report.results).threshold, { status: 'astonishing' });
    });
    expect(message).toBe(
      'results.0.threshold.status is not what version 1 of a report has there. Use the same version of perf-budget to measure and to read.',
    );
  });

  test('may know more keys: they are dropped', () => {
    const read = readReport(Buffer.from(JSON.stringify({ ...SMALL.report, weather: { sunny: true } })));
    expect(read).toEqual({ ok: true, report: SMALL.report });
  });

  test('may know another check: it is named by nothing that it wrote', () => {
    const message = refusalWith((report) => Object.assign(first(report.results), { check: 'ev<il>' }));
    expect(message).toMatch(/^it is about a check that this version does not know\. Use the same version/);
  });
});

describe('Beyond the limits', () => {
  test.each([
    [
      'a million metrics',
      (r: Report) => Object.assign(r, { results: new Array(1_000_000).fill(0) }),
      'results has more than 5000 entries',
    ],
    [
      'many notes',
      (r: Report) => Object.assign(r, { notes: new Array(201).fill('') }),
      'notes has more than 200 entries',
    ],
    [
      'a long name',
      (r: Report) => Object.assign(first(r.results), { subject: 'x'.repeat(401) }),
      'results.0.subject has more than 400 characters',
    ],
    [
      'a long text',
      (r: Report) => Object.assign(r, { notes: ['x'.repeat(4_001)] }),
      'notes.0 has more than 4000 characters',
    ],
    [
      'a number beyond all measure',
      (r: Report) => Object.assign(first(r.samples), { value: 1e300 }),
      "samples.0.value has a number that can't be measured",
    ],
    [
      'a number next to nothing',
      (r: Report) => Object.assign(first(r.samples), { value: 5e-324 }),
      "samples.0.value has a number that can't be measured",
    ],
    [
      'a round before the first',
      (r: Report) => Object.assign(first(r.samples), { round: -1 }),
      'samples.0 is of an impossible round',
    ],
    ['a sample twice', (r: Report) => r.samples.push(first(r.samples)), 'is there twice'],
    [
      'a text under a key of theirs',
      (r: Report) => Object.assign(first(r.samples), { covariates: { 'ev<il>': 'x' } }),
      'samples.0.covariates is not what version 1',
    ],
  ])('%s is refused, and nothing of it is quoted', (_, change, message) => {
    expect(refusalWith(change as (report: Report) => void)).toContain(message);
  });

  test.each([...RECORDS] as string[])('a number under a key of theirs in %s is refused without the key', (key) => {
    const found = beyondLimits({ failures: [{ [key]: { '![ev](il)': 1e300 } }] }, '');
    expect(found).toBe(`failures.0.${key} has a number that can't be measured`);
  });

  test('every record of the schema is known as one, so that no message quotes a key of theirs', () => {
    const records = new Set<string>();
    const visit = (schema: unknown, name: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if ('additionalProperties' in schema && schema.additionalProperties !== false) records.add(name);
      const properties = 'properties' in schema ? Object.entries(schema.properties as object) : [];
      // What may be anything may have keys, too.
      for (const [key, one] of properties) {
        if (Object.keys(one).length === 0) records.add(key);
        visit(one, key);
      }
      for (const [key, one] of Object.entries(schema)) {
        if (key !== 'properties') visit(one, ['items', 'anyOf', 'oneOf'].includes(key) ? name : key);
        if (Array.isArray(one)) for (const each of one) visit(each, name);
      }
    };
    visit(z.toJSONSchema(reportSchema), '');
    expect([...records].toSorted()).toEqual([...RECORDS].toSorted());
  });

  test('what would take a parser long is refused before it is parsed', () => {
    expect(refusal(Buffer.alloc(20_000_001, 0x20))).toContain('larger than 20 MB');
    expect(refusal('['.repeat(10_000_000))).toContain('nested deeper than 24 levels');
    expect(refusal(`[${'{},'.repeat(3_000_000)}0]`)).toContain('more than 250000 objects and lists');
    expect(refusal(`[${'0,'.repeat(9_000_000)}0]`)).toContain('more than 2000000 entries');
    const keys = Array.from({ length: 30_000 }, (__, index) => `"k${index}":0`);
    expect(refusal(`{${keys.join()}}`)).toContain('more than 20000 different keys');
  });

  test('brackets and commas in a text are none', () => {
    const notes = ['[{'.repeat(1_000), ',"\\'.repeat(1_000)];
    expect(readReport(Buffer.from(JSON.stringify(aReport({ notes }))))).toMatchObject({ ok: true, report: { notes } });
  });
});

test('Keys that every object has change nothing but themselves', () => {
  const evil = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":"x"}';
  const report = aReport({ results: [aResult({ details: 'HERE' })] });
  const text = JSON.stringify(report)
    .replace('"HERE"', evil)
    .replace('{"version"', '{"__proto__":{"notes":["x"]},"version"');
  const read = readReport(Buffer.from(text));
  const details = read.ok && (read.report.results[0]?.details as object);
  expect(details).toEqual({ constructor: { prototype: { polluted: 1 } }, name: 'x' });
  expect(Object.keys(details as object)).not.toContain('__proto__');
  expect('polluted' in {}).toBe(false);
  expect(read).toMatchObject({ report: { notes: [] } });
});

test('A report of fifty thousand samples can be decided', () => {
  const sample = first(SMALL.report.samples);
  const samples = Array.from({ length: 50_000 }, (__, index) => ({
    ...sample,
    subject: `s${index % 500}`,
    variant: `v, ${index % 1_000}`,
    side: index % 2000 < 1000 ? ('base' as const) : ('head' as const),
    round: Math.floor(index / 2_000),
  }));
  const read = readReport(Buffer.from(JSON.stringify({ ...SMALL.report, samples })));
  expect(read).toMatchObject({ ok: true });
  expect(read.ok ? decideAgain(read.report, planOf()).results.length : 0).toBeGreaterThan(500);
});
