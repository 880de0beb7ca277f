import { setTimeout as wait } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import { inPage } from './in-page.ts';
import { type Problem, unusable } from './problem.ts';
import { query } from './query.ts';
import type { Selector } from './step.ts';
import { ELEMENT_TIMEOUT_MS } from './wait-for-element.ts';

/** Enough for 20 screens and more; after that it jumps to the element. Milliseconds. */
const WHEEL_TIMEOUT_MS = 10_000;

/** The browser scrolls smoothly, and stops within this time after a turn of the wheel; milliseconds. */
const SETTLE_MS = 250;

/** Turns the wheel, at most a screen at a time, until an element is in view. The page may create it only then. */
export async function scrollTo(page: Page, to: Selector): Promise<Problem | null> {
  const started = performance.now();
  const { width, height } = await page.evaluate(viewport);
  await page.mouse.move(width / 2, height / 2);
  let stuck = 0;
  for (;;) {
    const found = await query(page, to, false);
    if (found.element === null && found.why === 'malformed') return { problem: 'malformed' };
    await using element = found.element;
    const distance = element === null ? height : await element.evaluate(distanceToView);
    if (distance === 0) return null;
    const spent = performance.now() - started;
    if (element !== null && (stuck >= 2 || spent >= WHEEL_TIMEOUT_MS)) return jumpTo(element);
    if (element === null && spent >= (stuck >= 2 ? ELEMENT_TIMEOUT_MS : WHEEL_TIMEOUT_MS)) {
      return found.element === null && found.why === 'hidden'
        ? unusable('it is not visible')
        : { problem: 'no such element' };
    }
    const before = await page.evaluate(position);
    await page.mouse.wheel({ deltaY: Math.max(-height, Math.min(height, distance)) });
    await wait(SETTLE_MS);
    stuck = (await page.evaluate(position)) === before ? stuck + 1 : 0;
  }
}

/** For elements that the wheel does not reach: in a list with its own scrolling, or to the side. */
async function jumpTo(element: ElementHandle<Element>): Promise<Problem | null> {
  await element.evaluate(jump);
  await wait(SETTLE_MS);
  return (await element.evaluate(distanceToView)) === 0 ? null : unusable('it can not be scrolled into view');
}

const viewport = inPage(() => ({ width: innerWidth, height: innerHeight }));

const position = inPage(() => Math.round(scrollY));

const jump = inPage((element: Element) =>
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' }),
);

/**
 * Runs in the page: how far to scroll down until an element is centred, or fills the viewport if it is taller; CSS pixels.
 * 0 if it is in view, and one screen if it lies beside the viewport.
 */
const distanceToView = inPage((element: Element): number => {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  if (right <= 0 || left >= innerWidth) return innerHeight;
  const isTall = bottom - top > innerHeight;
  const isInView = isTall ? top < innerHeight / 2 && bottom > innerHeight / 2 : top > -1 && bottom < innerHeight + 1;
  const distance = Math.round((top + bottom) / 2 - innerHeight / 2);
  const towards = isTall ? Math.round(top) : distance;
  return isInView ? 0 : towards === 0 ? 1 : towards;
});
