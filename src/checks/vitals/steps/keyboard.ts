import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { inPage } from './in-page.ts';
import { keyPress } from './key.ts';
import { click } from './mouse.ts';
import { isProblem, type Problem, unusable } from './problem.ts';
import type { Selector } from './step.ts';
import { meet, meetPoint } from './wait-for-element.ts';

/** How long a key is down: a quick typist's, so that a text does not take long. Milliseconds. */
const KEY_DOWN_MS = 20;
const BETWEEN_KEYS_MS = 20;

/** Types into a field, which is clicked on first unless it has the focus already. */
export async function type(page: Page, into: Selector, text: string): Promise<Problem | null> {
  const met = await meetPoint(page, into, true);
  if (isProblem(met)) return met;
  const { element, point } = met;
  await using _ = element;
  if (!(await element.evaluate(hasFocus))) await click(page, point);
  const but = await page.evaluate(whyNoText);
  if (but !== null) return unusable(but);
  for (const character of text) {
    await page.keyboard.type(character, { delay: KEY_DOWN_MS });
    await wait(BETWEEN_KEYS_MS);
  }
  return null;
}

/** Presses a key where the focus is, or on an element that is given it. */
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
  meet(page, on, async (element) => {
    await element.focus();
    return (await element.evaluate(hasFocus)) ? null : unusable('it can not have the focus');
  });

/** Runs in the page: whether the focus is on an element, or on something in it. */
const hasFocus = inPage((element: Element): boolean => element.matches(':focus, :focus-within'));

/** Runs in the page: why a key that is pressed now would write nothing, as the end of a sentence. */
const whyNoText = inPage((): string | null => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) {
    if (focused.readOnly) return 'it is read-only';
    const noText = new Set(['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']);
    return noText.has(focused.type) ? `it is an <input type="${focused.type}">, which takes no text` : null;
  }
  if (focused instanceof HTMLElement && focused.isContentEditable) return null;
  // What is in a frame of its own, such as a card's number, takes its keys there.
  return focused instanceof HTMLIFrameElement ? null : 'a click on it gives the focus to no field';
});
