import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { inPage } from './in-page.ts';
import { keyPress } from './key.ts';
import { click, type OnHit } from './mouse.ts';
import { isProblem, type Problem, unusable } from './problem.ts';
import type { Selector } from './step.ts';
import { waitForElement, waitForHitPoint } from './wait-for-element.ts';

/** How long a key is down, as for a fast typist, so that a long text takes little time; milliseconds. */
const KEY_DOWN_MS = 20;
const BETWEEN_KEYS_MS = 20;

/** Types into a field, after a click on it unless it already has focus. */
export async function type(page: Page, into: Selector, text: string, onHit: OnHit): Promise<Problem | null> {
  const target = await waitForHitPoint(page, into, true);
  if (isProblem(target)) return target;
  const { element, point } = target;
  await using _ = element;
  onHit(point.hit);
  if (!(await element.evaluate(hasFocus))) await click(page, point);
  const but = await page.evaluate(whyNoText);
  if (but !== null) return unusable(but);
  for (const character of text) {
    await page.keyboard.type(character, { delay: KEY_DOWN_MS });
    await wait(BETWEEN_KEYS_MS);
  }
  return null;
}

/** Presses a key on the focused element, or on an element that it focuses first. */
export async function press(page: Page, written: string, on: Selector | null): Promise<Problem | null> {
  const problem = on === null ? null : await focusOn(page, on);
  if (problem !== null) return problem;
  const { held, key } = keyPress(written);
  for (const modifier of held) await page.keyboard.down(modifier);
  await page.keyboard.press(key, { delay: KEY_DOWN_MS });
  for (const modifier of held.toReversed()) await page.keyboard.up(modifier);
  return null;
}

const focusOn = (page: Page, on: Selector): Promise<Problem | null> =>
  waitForElement(page, on, async (element) => {
    await element.focus();
    return (await element.evaluate(hasFocus)) ? null : unusable('it can not receive focus');
  });

/** Runs in the page: whether an element, or something in it, has focus. */
const hasFocus = inPage((element: Element): boolean => element.matches(':focus, :focus-within'));

/** Runs in the page: why a key press would now write nothing, as the end of a sentence; null if it would write. */
const whyNoText = inPage((): string | null => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) {
    if (focused.readOnly) return 'it is read-only';
    const noText = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']);
    return noText.has(focused.type) ? `it is an <input type="${focused.type}">, which accepts no text` : null;
  }
  if (focused instanceof HTMLElement && focused.isContentEditable) return null;
  // A field in its own frame, such as a card number, receives the keys there.
  return focused instanceof HTMLIFrameElement ? null : 'a click on it focuses no field';
});
