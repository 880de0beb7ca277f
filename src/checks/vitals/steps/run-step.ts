import { setTimeout as wait } from 'node:timers/promises';
import type { Dialog, Page } from 'puppeteer-core';
import { chooseOption } from './choose-option.ts';
import { bareFailure, stepFailure } from './failure.ts';
import { inPage } from './in-page.ts';
import { press, type } from './keyboard.ts';
import { clickOn, hoverOver, type OnHit } from './mouse.ts';
import type { Problem } from './problem.ts';
import { scrollTo } from './scroll.ts';
import type { Step, StepFailure } from './step.ts';
import { waitForElement } from './wait-for-element.ts';

/** A page that takes longer for a step hangs; milliseconds. */
const STEP_TIMEOUT_MS = 30_000;

/** The awaited element may first have to come over a slow network; milliseconds. */
const WAIT_FOR_TIMEOUT_MS = 15_000;

/** For a page that is slow to paint the effects of a step; milliseconds. */
const PAINT_TIMEOUT_MS = 5_000;

/** Limit for a look at a failed step's page, since a hanging page never answers; milliseconds. */
const LOOK_TIMEOUT_MS = 5_000;

/**
 * Performs a step as a person would, by mouse and keyboard, so that the browser times it as an interaction. It then waits
 * for the next paint, without which the browser has no timing, and for no other effect of the step.
 *
 * @param name the step's, as in `stepNames`
 * @param onHit takes the element that the mouse hits
 * @returns null if the step succeeded
 */
export async function runStep(
  page: Page,
  step: Step,
  name: string,
  onHit: OnHit = () => {},
): Promise<StepFailure | null> {
  page.on('dialog', accept);
  try {
    const performed = perform(page, step, onHit).catch(thrown);
    const problem = await within(STEP_TIMEOUT_MS, performed, HANGS);
    if (problem === null) {
      await within(PAINT_TIMEOUT_MS, page.evaluate(paint).catch(gone), undefined);
      return null;
    }
    return await within(LOOK_TIMEOUT_MS, stepFailure(page, step, name, problem), bareFailure(name, problem));
  } finally {
    page.off('dialog', accept);
  }
}

function perform(page: Page, step: Step, onHit: OnHit): Promise<Problem | null> {
  switch (step.action) {
    case 'click':
      return clickOn(page, step.on, onHit);
    case 'type':
      return type(page, step.into, step.text, onHit);
    case 'press':
      return press(page, step.key, step.on);
    case 'select':
      return chooseOption(page, step.from, step.option);
    case 'hover':
      return hoverOver(page, step.on, onHit);
    case 'scroll':
      return scrollTo(page, step.to);
    case 'wait-for':
      return waitForElement(page, step.what, async () => null, WAIT_FOR_TIMEOUT_MS);
  }
}

/** Runs in the page: resolves once pending changes are painted and the browser has recorded when. */
const paint = inPage(
  () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50)));
      setTimeout(resolve, 500); // a page that the browser does not paint gets no frames
    }),
);

/** The step navigated to another page. */
const gone = (): void => {};

/** A dialog blocks the page until it is closed; Lighthouse may have closed it first. */
const accept = (dialog: Dialog): void => void dialog.accept().catch(() => {});

const HANGS: Problem = {
  problem: 'other',
  what: `the page did not finish it within ${STEP_TIMEOUT_MS / 1_000} s`,
};

const thrown = (error: unknown): Problem => ({
  problem: 'other',
  what: `Chromium failed to perform it: ${error instanceof Error ? error.message : String(error)}`,
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
