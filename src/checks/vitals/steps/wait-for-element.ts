import { setTimeout as wait } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import { type Hit, hitPoint } from './hit-point.ts';
import { isProblem, type Problem, unusable } from './problem.ts';
import { query } from './query.ts';
import type { Selector } from './step.ts';

/** How long an element may take to appear and be ready; milliseconds. */
export const ELEMENT_TIMEOUT_MS = 5_000;

const POLL_MS = 100;

/** Finds an element and uses it. A problem is retried from the start until the time is up. */
export async function waitForElement<Outcome>(
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
  const found = await query(page, selector);
  if (found.element === null) return NOT_FOUND[found.why];
  await using element = found.element;
  return await use(element);
}

const NOT_FOUND = {
  absent: { problem: 'no such element' },
  malformed: { problem: 'malformed' },
  hidden: unusable('it is not visible'),
} as const satisfies Record<string, Problem>;

/** Elements found on a page are lost when it navigates away. */
const changing = (error: unknown): Problem => ({
  problem: 'other',
  what: `the page could not be queried: ${error instanceof Error ? error.message : String(error)}`,
});

/** Waits until the mouse can hit an element, and returns where. */
export function waitForHitPoint(
  page: Page,
  selector: Selector,
  enabled: boolean,
): Promise<Problem | { element: ElementHandle<Element>; point: Hit }> {
  return waitForElement(page, selector, async (element) => {
    const point = await element.evaluate(hitPoint, enabled);
    // `waitForElement` disposes of its own handle.
    return 'but' in point ? unusable(point.but) : { element: element.move(), point };
  });
}
