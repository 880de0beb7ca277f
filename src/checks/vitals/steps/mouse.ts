import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Point } from './hit-point.ts';
import { isProblem, type Problem } from './problem.ts';
import type { Selector } from './step.ts';
import { waitForHitPoint } from './wait-for-element.ts';

/**
 * How long the mouse rests on an element before the button goes down, and how long the button stays down; milliseconds.
 * By then the page has handled the mouse's arrival, which would otherwise count as input delay of the click.
 */
const REST_MS = 100;
const BUTTON_DOWN_MS = 50;

/** Takes the element that the mouse is about to hit, before the page may navigate away. */
export type OnHit = (element: string) => void;

export async function clickOn(page: Page, on: Selector, onHit: OnHit): Promise<Problem | null> {
  const target = await waitForHitPoint(page, on, true);
  if (isProblem(target)) return target;
  await using _ = target.element;
  onHit(target.point.hit);
  await click(page, target.point);
  return null;
}

export async function click(page: Page, { x, y }: Point): Promise<void> {
  await page.mouse.move(x, y);
  await wait(REST_MS);
  await page.mouse.down();
  await wait(BUTTON_DOWN_MS);
  await page.mouse.up();
}

export async function hoverOver(page: Page, over: Selector, onHit: OnHit): Promise<Problem | null> {
  const target = await waitForHitPoint(page, over, false);
  if (isProblem(target)) return target;
  await using _ = target.element;
  onHit(target.point.hit);
  await page.mouse.move(target.point.x, target.point.y);
  return null;
}
