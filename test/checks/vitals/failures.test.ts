import { expect, it } from 'vitest';
import { NO_ACCESS } from '../../../src/checks/vitals/access/access.ts';
import { interactionFailure, pageFailure } from '../../../src/checks/vitals/failures.ts';
import type { PageSettings } from '../../../src/checks/vitals/settings.ts';
import type { Step } from '../../../src/checks/vitals/steps/step.ts';
import { visitLimitMs } from '../../../src/checks/vitals/visit/in-own-process.ts';
import type { LighthouseFailure } from '../../../src/checks/vitals/visit/messages.ts';
import type { Subject } from '../../../src/model/subject.ts';

const settings: PageSettings = {
  server: 'site',
  path: '/cart',
  device: 'mobile',
  throttling: 'simulate',
  before: [],
  block: [],
  interactions: [],
  access: NO_ACCESS,
};
const page: Subject<PageSettings> = { name: 'my cart', variant: 'mobile', settings, server: 'site', metrics: [] };

const failure = (given: Partial<LighthouseFailure>): LighthouseFailure => ({
  ok: false,
  code: 'ERRORED_DOCUMENT_REQUEST',
  message: 'Something.',
  status: null,
  output: null,
  ...given,
});

const step = {
  step: 'click #buy',
  absent: true,
  message: 'click #buy: there is no such element on /cart.',
  screenshot: Buffer.from('a picture').toString('base64'),
};

it('a page that only base does not have is a new one', () => {
  expect(pageFailure(page, 'base', failure({ status: 404 }))).toMatchObject({ code: 'absent', retry: false });
  expect(pageFailure(page, 'head', failure({ status: 404 }))).toMatchObject({ code: 'page-failed', retry: false });
  expect(pageFailure(page, 'base', failure({ status: 500 }))).toMatchObject({ code: 'page-failed', retry: true });
});

it.each([
  ['the nearest page of a folder', ['/', '/card', '/carts/'], /^Did you mean \/card\?/],
  ['the pages of a folder', ['/', '/a', '/b', '/c', '/d', '/e'], /has \/, \/a, \/b, \/c, \/d, and 1 more\. If index/],
  ['the key of the path', undefined, /^Let vitals\.my cart\.path name a page that the server site answers/],
])('a page that head answers with 404 is told with %s', (_, pages, hint) => {
  expect(pageFailure(page, 'head', failure({ status: 404 }), pages)).toMatchObject({
    hint: expect.stringMatching(hint),
  });
});

it.each([
  ['NO_FCP', 'no-paint', true],
  ['BROWSER_DIED', 'browser-failed', true],
  ['TARGET_CRASHED', 'browser-failed', true],
  ['BROWSER_HUNG', 'browser-failed', true],
  ['PAGE_HUNG', 'timed-out', false],
  ['DOCUMENT_HUNG', 'timed-out', true],
  ['PROTOCOL_TIMEOUT', 'timed-out', true],
  ['OUT_OF_MEMORY', 'browser-failed', true],
])('the failure %s is %s', (code, ours, retry) => {
  expect(pageFailure(page, 'head', failure({ code }))).toMatchObject({
    code: ours,
    message: '/cart: Something.',
    retry,
  });
});

it.each([
  ['NO_FCP', 'of its frames'],
  ['NO_PAGE', 'the address of an HTML page'],
  ['REDIRECTS_IN_A_CIRCLE', 'cookie'],
  ['PAGE_HUNG', 'a script that never ends'],
  ['PROTOCOL_TIMEOUT', 'that fills the memory'],
  ['OUT_OF_MEMORY', 'keep without end'],
  ['TARGET_CRASHED', 'of the tab or of the machine'],
])('the failure %s says how to fix it', (code, hint) => {
  expect(pageFailure(page, 'head', failure({ code })).hint).toContain(hint);
});

it('a page that asks for a login says which keys log in', () => {
  expect(pageFailure(page, 'head', failure({ status: 401 })).hint).toContain('under vitals.my cart.');
  expect(pageFailure(page, 'head', failure({ status: 500 })).hint).toBeUndefined();
});

it('an interaction without its element in base is a new one, and shows what was there', () => {
  const files = (side: string) => [
    {
      name: `my-cart-mobile-${side}-step.png`,
      title: `my cart on ${side} (mobile), where “click #buy” failed`,
      content: Buffer.from('a picture'),
    },
  ];
  const { message } = step;
  expect(interactionFailure(page, 'base', step)).toMatchObject({ code: 'absent', message, files: files('base') });
  expect(interactionFailure(page, 'head', step)).toMatchObject({ code: 'step-failed', message, files: files('head') });
  const hidden = { ...step, absent: false, screenshot: null };
  expect(interactionFailure(page, 'base', hidden)).toEqual({ ok: false, code: 'step-failed', message, retry: false });
});

it('a failed step before the visit fails the whole page, on either side', () => {
  for (const side of ['base', 'head'] as const) {
    expect(pageFailure(page, side, failure({ code: 'STEP_FAILED', step }))).toMatchObject({
      code: 'step-failed',
      message: expect.stringContaining('before the visit failed: click #buy'),
      files: [{ name: `my-cart-mobile-${side}-step.png` }],
    });
  }
});

it('a visit gets more time for steps, applied throttling and a full report', () => {
  const click: Step = { action: 'click', on: { by: 'css', css: '#buy', written: '#buy' } };
  const plain = { ...settings, url: 'http://127.0.0.1/', full: false };
  const limits = [
    visitLimitMs({ ...plain, before: [click] }),
    visitLimitMs({ ...plain, interactions: [click] }),
    visitLimitMs({ ...plain, throttling: 'devtools' }),
    visitLimitMs({ ...plain, full: true }),
  ];
  expect(Math.min(...limits)).toBeGreaterThan(visitLimitMs(plain));
});
