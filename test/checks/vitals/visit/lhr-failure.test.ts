import type { Result } from 'lighthouse';
import { expect, it } from 'vitest';
import { lhrFailure } from '../../../../src/checks/vitals/visit/lhr-failure.ts';

const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
];

/** As much of a result as is looked at. */
function lhr(
  audits: Record<string, { scoreDisplayMode: string; errorMessage?: string }>,
  error?: Result['runtimeError'],
) {
  const healthy = Object.fromEntries(METRICS.map((id) => [id, { scoreDisplayMode: 'numeric' }]));
  return { audits: { ...healthy, ...audits }, runtimeError: error } as unknown as Result;
}

it('finds nothing wrong where all four metrics are there', () => {
  expect(lhrFailure(lhr({}))).toBeNull();
});

it('lets other audits fail', () => {
  expect(lhrFailure(lhr({ 'speed-index': { scoreDisplayMode: 'error', errorMessage: 'No frames' } }))).toBeNull();
});

it('reads the code from the text of a metric that failed', () => {
  const errorMessage = 'The page did not display content that qualifies. Try again. (NO_LCP)';
  const failure = lhrFailure(lhr({ 'largest-contentful-paint': { scoreDisplayMode: 'error', errorMessage } }));
  expect(failure).toMatchObject({ code: 'NO_LCP', message: expect.stringContaining('largest contentful paint') });
});

it("keeps Lighthouse's words for an error that it has no better ones for", () => {
  const error = { code: 'PAGE_HUNG', message: 'The page stopped responding.' };
  expect(lhrFailure(lhr({}, error))).toMatchObject({ ...error, status: null });
});

it('reads the status of a page that was answered with an error', () => {
  const error = { code: 'ERRORED_DOCUMENT_REQUEST', message: 'Unable to load. (Status code: 404)' };
  expect(lhrFailure(lhr({}, error))).toMatchObject({ status: 404, message: 'The server answered with status 404.' });
});
