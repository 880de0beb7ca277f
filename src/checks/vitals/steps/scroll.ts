import { setTimeout as wait } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import { inPage } from './in-page.ts';
import { type Problem, unusable } from './problem.ts';
import { find } from './query.ts';
import type { Selector } from './step.ts';
import { ELEMENT_TIMEOUT_MS } from './wait-for-element.ts';

/** For a page of 20 screens and more; what is not in view then is jumped to. Milliseconds. */
const WHEEL_TIMEOUT_MS = 10_000;

/** The browser scrolls smoothly: this long after a turn of the wheel it has arrived. */
const SETTLE_MS = 250;

/** Turns the wheel, at most a screen at once, until an element is in view, which may be made only on the way to it. */
export async function scrollTo(page: Page, to: Selector): Promise<Problem | null> {
  const started = performance.now();
  const { width, height } = await page.evaluate(viewport);
  await page.mouse.move(width / 2, height / 2);
  let stuck = 0;
  for (;;) {
    const found = await find(page, to);
    if (found.element === null && found.why === 'malformed') return { problem: 'malformed' };
    await using element = found.element;
    const distance = element === null ? height : await element.evaluate(distanceToView);
    if (distance === 0) return null;
    const spent = performance.now() - started;
    if (element !== null && (stuck >= 2 || spent >= WHEEL_TIMEOUT_MS)) return jumpTo(element);
    if (element === null && spent >= (stuck >= 2 ? ELEMENT_TIMEOUT_MS : WHEEL_TIMEOUT_MS)) {
      return found.element === null && found.why === 'hidden'
        ? unusable('it can not be seen')
        : { problem: 'no such element' };
    }
    const before = await page.evaluate(position);
    await page.mouse.wheel({ deltaY: Math.max(-height, Math.min(height, distance)) });
    await wait(SETTLE_MS);
    stuck = (await page.evaluate(position)) === before ? stuck + 1 : 0;
  }
}

/** What the wheel does not move: a list in the page that scrolls by itself, or sideways. */
async function jumpTo(element: ElementHandle<Element>): Promise<Problem | null> {
  await element.evaluate(jump);
  await wait(SETTLE_MS);
  return (await element.evaluate(distanceToView)) === 0 ? null : unusable('it can not be scrolled to');
}

const viewport = inPage(() => ({ width: innerWidth, height: innerHeight }));

const position = inPage(() => Math.round(scrollY));

const jump = inPage((element: Element) =>
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' }),
);

/**
 * Runs in the page: how far to scroll down until the middle of an element, or as much of it as the viewport holds, is
 * in view, in CSS pixels; 0 if it is. One that is beside the viewport is a screen away.
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
