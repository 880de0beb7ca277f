import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { Point } from './hit-point.ts';
import { isProblem, type Problem } from './problem.ts';
import type { Selector } from './step.ts';
import { meetPoint } from './wait-for-element.ts';

/**
 * How long the mouse rests on an element before its button goes down, and how long that is down; milliseconds. What
 * the page does as the mouse arrives is over then, and does not count as a delay of the click.
 */
const REST_MS = 100;
const BUTTON_DOWN_MS = 50;

export async function clickOn(page: Page, on: Selector): Promise<Problem | null> {
  const met = await meetPoint(page, on, true);
  if (isProblem(met)) return met;
  await using _ = met.element;
  await click(page, met.point);
  return null;
}

export async function click(page: Page, { x, y }: Point): Promise<void> {
  await page.mouse.move(x, y);
  await wait(REST_MS);
  await page.mouse.down();
  await wait(BUTTON_DOWN_MS);
  await page.mouse.up();
}

export async function hoverOver(page: Page, over: Selector): Promise<Problem | null> {
  const met = await meetPoint(page, over, false);
  if (isProblem(met)) return met;
  await using _ = met.element;
  await page.mouse.move(met.point.x, met.point.y);
  return null;
}
