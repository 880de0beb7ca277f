import { setTimeout as wait } from 'node:timers/promises';
import type { Dialog, Page } from 'puppeteer-core';
import { choose } from './choose.ts';
import { bareFailure, stepFailure } from './failure.ts';
import { inPage } from './in-page.ts';
import { press, type } from './keyboard.ts';
import { clickOn, hoverOver } from './mouse.ts';
import type { Problem } from './problem.ts';
import { scrollTo } from './scroll.ts';
import type { Step, StepFailure } from './step.ts';
import { meet } from './wait-for-element.ts';

/** A page that does not come to an end with a step in this time hangs; milliseconds. */
const STEP_TIMEOUT_MS = 30_000;

/** What is waited for may have to come over a slow network first; milliseconds. */
const WAIT_FOR_TIMEOUT_MS = 15_000;

/** For a page that is slow with what the step caused; milliseconds. */
const PAINT_TIMEOUT_MS = 5_000;

/** A page that hangs can't be asked what it shows, either; milliseconds. */
const LOOK_TIMEOUT_MS = 5_000;

/**
 * Takes a step as a person would, by mouse and keyboard, so that the browser times it as theirs. Waited for is only the
 * next paint, without which there is no time; not what else the page does about it. `name` is the step's, as in
 * `stepNames`.
 */
export async function takeStep(page: Page, step: Step, name: string): Promise<StepFailure | null> {
  page.on('dialog', accept);
  try {
    const taken = take(page, step).catch(thrown);
    const problem = await within(STEP_TIMEOUT_MS, taken, HANGS);
    if (problem === null) {
      await within(PAINT_TIMEOUT_MS, page.evaluate(paint).catch(gone), undefined);
      return null;
    }
    return await within(LOOK_TIMEOUT_MS, stepFailure(page, step, name, problem), bareFailure(name, problem));
  } finally {
    page.off('dialog', accept);
  }
}

function take(page: Page, step: Step): Promise<Problem | null> {
  switch (step.action) {
    case 'click':
      return clickOn(page, step.on);
    case 'type':
      return type(page, step.into, step.text);
    case 'press':
      return press(page, step.key, step.on);
    case 'select':
      return choose(page, step.from, step.option);
    case 'hover':
      return hoverOver(page, step.on);
    case 'scroll':
      return scrollTo(page, step.to);
    case 'wait-for':
      return meet(page, step.what, async () => null, WAIT_FOR_TIMEOUT_MS);
  }
}

/** Runs in the page: until what was there to be painted has been, and the browser has noted when. */
const paint = inPage(
  () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)));
      setTimeout(resolve, 500); // a page that is not painted has no frames
    }),
);

/** The step led to another page. */
const gone = (): void => {};

/** A dialog stops the page until it is answered; Lighthouse may be quicker, though. */
const accept = (dialog: Dialog): void => void dialog.accept().catch(() => {});

const HANGS: Problem = {
  problem: 'other',
  what: `the page did not come to an end with it in ${STEP_TIMEOUT_MS / 1_000} s`,
};

const thrown = (error: unknown): Problem => ({
  problem: 'other',
  what: `Chromium did not do it: ${error instanceof Error ? error.message : String(error)}`,
});

async function within<Outcome>(timeoutMs: number, outcome: Promise<Outcome>, otherwise: Outcome): Promise<Outcome> {
  const stop = new AbortController();
  const late = wait(timeoutMs, otherwise, { signal: stop.signal }).catch(() => otherwise);
  try {
    return await Promise.race([outcome, late]);
  } finally {
    stop.abort();
  }
}
