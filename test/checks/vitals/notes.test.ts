import type { Result } from 'lighthouse';
import { expect, it } from 'vitest';
import { notesOn } from '../../../src/checks/vitals/notes.ts';

const SITE = 'http://127.0.0.1:4000';

const visit = (given: Partial<Parameters<typeof notesOn>[0]>) => ({
  ok: true as const,
  lhr: { audits: {}, configSettings: {} } as Result,
  unsettled: null,
  calmed: false,
  reloaded: false,
  interactions: [],
  ...given,
});

it.each([
  ['its requests', ['/poll?1', '/poll?2', '/a'], 'the page never settles: requests (/a, /poll) went on 10 s after'],
  ['its long tasks', [], 'the page never settles: long tasks went on 10 s after'],
])('a page that never settles for %s is noted with them', (_, urls, note) => {
  const unsettled = { isLoaded: true, urls: urls.map((path) => `${SITE}${path}`) };
  expect(notesOn(visit({ unsettled }), SITE)).toEqual([expect.stringContaining(note)]);
});

it('a page without a load event is noted with what it waits for', () => {
  const unsettled = { isLoaded: false, urls: [`${SITE}/held.png`] };
  expect(notesOn(visit({ unsettled }), SITE)).toEqual([
    'the page had no load event within 45 s: requests (/held.png) went on, and no visit waits longer',
  ]);
});

it('a metric that Lighthouse could not give is noted with its reason', () => {
  const audits = { 'total-blocking-time': { scoreDisplayMode: 'error' } };
  const lhr = { audits, configSettings: {} } as unknown as Result;
  expect(notesOn(visit({ lhr }), SITE)).toEqual(['the page is never idle for 5 s, so it has no TBT']);
});

it('a page that was asked for reduced motion, or kept from loading itself again, is noted', () => {
  expect(notesOn(visit({ calmed: true, reloaded: true }), SITE)).toEqual([
    expect.stringContaining('asked for reduced motion'),
    expect.stringContaining('loads itself again and again'),
  ]);
});

it('the element that a text stands for is named, and that of a CSS selector is not', () => {
  const answer = { ok: true as const, lhr: {} as Result, target: null };
  const interactions = [
    { ...answer, step: 'click text=Sign in', hit: '<button id="go">' },
    { ...answer, step: 'click #go', hit: '<button id="go">' },
    { ...answer, step: 'press Enter', hit: null },
  ];
  expect(notesOn(visit({ interactions }), SITE)).toEqual(['`click text=Sign in` hit `<button id="go">`']);
});
