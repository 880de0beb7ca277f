import { setTimeout as wait } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import { type Point, reach } from './hit-point.ts';
import { isProblem, type Problem, unusable } from './problem.ts';
import { find } from './query.ts';
import type { Selector } from './step.ts';

/** How long an element may take to be there, and ready; milliseconds. */
export const ELEMENT_TIMEOUT_MS = 5_000;

const POLL_MS = 100;

/** Finds an element and uses it; what has a problem is tried again, each time from the start, until the time is over. */
export async function meet<Outcome>(
  page: Page,
  selector: Selector,
  use: (element: ElementHandle<Element>) => Promise<Outcome | Problem>,
  timeoutMs = ELEMENT_TIMEOUT_MS,
): Promise<Outcome | Problem> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const outcome = await once(page, selector, use).catch(changing);
    const isFinal = !isProblem(outcome) || outcome.problem === 'malformed';
    if (isFinal || performance.now() >= deadline) return outcome;
    await wait(POLL_MS);
  }
}

async function once<Outcome>(
  page: Page,
  selector: Selector,
  use: (element: ElementHandle<Element>) => Promise<Outcome | Problem>,
): Promise<Outcome | Problem> {
  const found = await find(page, selector);
  if (found.element === null) return NOT_FOUND[found.why];
  await using element = found.element;
  return await use(element);
}

const NOT_FOUND = {
  absent: { problem: 'no such element' },
  malformed: { problem: 'malformed' },
  hidden: unusable('it can not be seen'),
} as const satisfies Record<string, Problem>;

/** A page that is being left takes what was found in it along. */
const changing = (error: unknown): Problem => ({
  problem: 'other',
  what: `the page could not be asked: ${error instanceof Error ? error.message : String(error)}`,
});

/** Waits until the mouse can get at an element; answers where. */
export function meetPoint(
  page: Page,
  selector: Selector,
  enabled: boolean,
): Promise<Problem | { element: ElementHandle<Element>; point: Point }> {
  return meet(page, selector, async (element) => {
    const reached = await element.evaluate(reach, enabled);
    // `meet` disposes of its own.
    return 'but' in reached ? unusable(reached.but) : { element: element.move(), point: reached };
  });
}
