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

it('a Lighthouse result with all four metrics is no failure', () => {
  expect(lhrFailure(lhr({}))).toBeNull();
});

it('a Lighthouse result in which other audits fail is no failure', () => {
  expect(lhrFailure(lhr({ 'speed-index': { scoreDisplayMode: 'error', errorMessage: 'No frames' } }))).toBeNull();
});

it('a Lighthouse result without a largest contentful paint is no failure of the page', () => {
  const errorMessage = 'The page did not display content that qualifies. Try again. (NO_LCP)';
  expect(lhrFailure(lhr({ 'largest-contentful-paint': { scoreDisplayMode: 'error', errorMessage } }))).toBeNull();
});

it('a Lighthouse result without a blocking time, of a page that is never idle, is no failure of the page', () => {
  const errorMessage = 'Your page took too long to load. (NO_TTI_CPU_IDLE_PERIOD)';
  expect(lhrFailure(lhr({ 'total-blocking-time': { scoreDisplayMode: 'error', errorMessage } }))).toBeNull();
});

it('the code of a failure is read from the text of the metric that failed', () => {
  const errorMessage = 'The page did not paint any content. (NO_FCP)';
  const failure = lhrFailure(lhr({ 'first-contentful-paint': { scoreDisplayMode: 'error', errorMessage } }));
  expect(failure).toMatchObject({ code: 'NO_FCP', message: 'The page painted nothing.' });
});

it("an unknown error keeps Lighthouse's own words", () => {
  const error = { code: 'PAGE_HUNG', message: 'The page stopped responding.' };
  expect(lhrFailure(lhr({}, error))).toMatchObject({ ...error, status: null });
});

it('the status of a page that was answered with an error is read', () => {
  const error = { code: 'ERRORED_DOCUMENT_REQUEST', message: 'Unable to load. (Status code: 404)' };
  expect(lhrFailure(lhr({}, error))).toMatchObject({ status: 404, message: 'The server answered with status 404.' });
});
