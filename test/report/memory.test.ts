import { describe, expect, it } from 'vitest';
import { findingKey } from '../../src/history/finding-key.ts';
import { pushSchema } from '../../src/model/memory.ts';
import type { Report } from '../../src/model/report.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderMarkdown } from '../../src/report/markdown/markdown.ts';
import { rememberPush, sincePush } from '../../src/report/memory.ts';
import { memoryWords } from '../../src/report/words/memory.ts';
import { plain } from '../../src/text/inline.ts';
import { aFinding, aReport, aSize, heavyApp, missing, slowList } from '../support/reports/a-report.ts';

const SHA = 'a'.repeat(40);
const lodash = aFinding();
const moment = aFinding({ evidence: { name: 'moment' } });

const both = aReport({ verdict: 'fail', results: [slowList(), heavyApp()], findings: [lodash, moment] });
const push = (report: Report) => rememberPush(report, SHA, null);
const since = (report: Report, before: Report): Report => ({ ...report, memory: sincePush(report, push(before)) });
const words = (report: Report) => plain(memoryWords(report));

describe('what a report says of the last push', () => {
  it('is what is new, what is gone, and what is still there', () => {
    const report = since(
      aReport({ verdict: 'fail', results: [slowList({ verdict: 'pass' }), heavyApp()], findings: [lodash] }),
      both,
    );
    expect(words(report)).toBe(
      'Gone since the last push: list resumes p95; app moment. Still there: app JavaScript, lodash.',
    );
    expect(words(since(both, aReport({ results: [heavyApp()], findings: [lodash] })))).toBe(
      'New since the last push: list resumes p95; app moment. Still there: app JavaScript, lodash.',
    );
  });

  it('is in the comment and on the page, in words without a key', () => {
    const report = since(aReport({ verdict: 'fail', results: [heavyApp()], findings: [lodash] }), both);
    for (const text of [renderMarkdown(report), renderHtml(report)]) {
      expect(text).toContain('Gone since the last push: ');
      expect(text).toContain('Still there: ');
      expect(text).not.toContain(findingKey(lodash));
    }
    const fine = since(aReport({ results: [aSize(153_200, 153_200)] }), both);
    expect(renderMarkdown(fine)).toContain('Gone since the last push: **app** JavaScript, `lodash`, `moment`.');
  });

  it('is nothing where neither push had anything wrong', () => {
    const fine = aReport({ results: [aSize(153_200, 153_200)] });
    expect(words(since(fine, fine))).toBe('');
    expect(words(fine)).toBe('');
  });

  it('is not that something is gone that could not be measured, and it is remembered', () => {
    const unknown = aReport({ verdict: 'incomplete', results: [missing(), heavyApp()], findings: [lodash, moment] });
    const before = push(both);
    expect(sincePush(unknown, before).last.gone).toEqual([]);
    expect(rememberPush(unknown, SHA, before).results.toSorted()).toEqual(before.results.toSorted());
  });

  it('is not that something is new where not all of the push before could be kept', () => {
    const many = Array.from({ length: 60 }, (_, index) => heavyApp({ id: `bundle/app ${index}/javascript` }));
    const before = push(aReport({ verdict: 'fail', results: many }));
    expect(pushSchema.parse(before)).toMatchObject({ more: true, results: { length: 40 } });
    expect(sincePush(aReport({ verdict: 'fail', results: many }), before).last).toMatchObject({
      new: [],
      still: { length: 40 },
    });
  });

  it('counts an accepted breach as one that is still there', () => {
    const accepted = aReport({ results: [heavyApp({ verdict: 'accepted' })] });
    expect(sincePush(accepted, push(aReport({ verdict: 'fail', results: [heavyApp()] }))).last.still).toEqual([
      'bundle/app/javascript',
    ]);
  });
});
