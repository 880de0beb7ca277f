import { expect, test } from 'vitest';
import { type Background, background } from '../../src/inspect/background.ts';

const OWN = 'select title from resumes where id = ?';
const POLLED = 'select count(*) from jobs';
const REQUEST_MS = 25;

/** Twenty visits, a launch's worth of them at a time. `asks` says what the n-th one asks. */
function visited(asks: (visit: number) => readonly string[], seen: Background = background()): Background {
  for (let visit = 0; visit < 20; visit += 1)
    seen.requested('list', asks(visit), { atMs: visit * REQUEST_MS, durationMs: REQUEST_MS, isVisit: true });
  return seen;
}

test('what every request asks is its own, though the server asks it at its start, and many times at once', () => {
  const seen = visited(() => [OWN]);
  seen.rested(
    Array.from({ length: 500 }, () => OWN),
    40,
  );
  seen.rested([], 1_000);
  expect(seen.isBackground('list', OWN)).toBe(false);
});

test('what some requests ask is the server’s own where it comes without a request, however much later that is', () => {
  const seen = visited((visit) => (visit === 7 ? [OWN, POLLED] : [OWN]));
  expect(seen.isBackground('list', POLLED)).toBe(false);
  seen.rested([], 9_000);
  seen.rested([POLLED], 1_000);
  expect(seen.isBackground('list', POLLED)).toBe(true);
  expect(seen.isBackground('list', OWN)).toBe(false);
});

test('a poller that is so fast that every request sees it is not theirs', () => {
  const seen = visited(() => [OWN, POLLED]);
  for (let poll = 0; poll < 50; poll += 1) seen.rested([POLLED], 20);
  expect(seen.isBackground('list', POLLED)).toBe(true);
});

test('what only one visit asks is in doubt until it has come by itself, and what many ask is not for long', () => {
  const once = visited((visit) => (visit === 7 ? [OWN, POLLED] : [OWN]));
  once.rested([], 9_000);
  expect(once.isInDoubt()).toBe(true);
  once.rested([POLLED], 1_000);
  expect(once.isInDoubt()).toBe(false);

  const lottery = visited((visit) => (visit % 3 === 0 ? [OWN, POLLED] : [OWN]));
  expect(lottery.isInDoubt()).toBe(true);
  lottery.rested([], 2_000);
  expect(lottery.isInDoubt()).toBe(false);
  expect(lottery.isBackground('list', POLLED)).toBe(false);
});

test('what only requests to warm up ask is in no doubt', () => {
  const seen = background();
  seen.requested('list', [OWN, POLLED], { atMs: 0, durationMs: REQUEST_MS, isVisit: false });
  expect(visited(() => [OWN], seen).isInDoubt()).toBe(false);
});
