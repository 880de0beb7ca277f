import { expect, test } from 'vitest';
import { relaxedSentences } from '../../../src/report/words/relaxed.ts';
import { plain } from '../../../src/text/inline.ts';
import { aReport } from '../../support/reports/a-report.ts';

test('A setting that lets the same limits allow more is told with what it was and is', () => {
  const about = { check: 'bundle', subject: 'app', variant: null, metric: null, from: null, to: null, source: null };
  const setting = { key: 'exclude', from: 'none', to: 'vendor/**' };
  const [sentence, ...more] = relaxedSentences(aReport({ loosened: [{ ...about, rule: 'setting', setting }] }));
  expect(plain(sentence ?? [])).toBe('app exclude none → vendor/**');
  expect(more).toEqual([]);
});
