import { expect, test } from 'vitest';
import { printed } from '../../src/model/printed-key.ts';
import type { Report } from '../../src/model/report.ts';
import { renderJson } from '../../src/report/json.ts';
import { withRecommendations } from '../../src/report/recommendations.ts';
import { aSample } from '../support/plans/some-measurements.ts';
import { aReport, failing, slowList } from '../support/reports/a-report.ts';

const sample = (value: number): Report['samples'][number] =>
  printed(aSample({ subject: 'list "samples": []', side: 'base', value }));

test('is read back as it was written', () => {
  const report = failing({ samples: [sample(1), sample(2.5)] });
  const score = expect.objectContaining({ value: 34 });
  expect(JSON.parse(renderJson(report))).toEqual({ ...report, findings: withRecommendations(report), score });
});

test('has its keys in the order of the schema, and a line for each sample', () => {
  const report = failing({ samples: [sample(1), sample(2.5)] });
  const reversed = Object.fromEntries(Object.entries(report).reverse()) as Report;
  expect(renderJson(reversed)).toBe(renderJson(report));
  expect(renderJson(report).match(/^ {4}\{"check":"api".*"value":(1|2\.5)\},?$/gm)).toHaveLength(2);
});

test('refuses a number that is none, which JSON would turn into null', () => {
  expect(() => renderJson(aReport({ results: [slowList({ head: Number.NaN })] }))).toThrow(/head/);
});
