import type { KeyInput, Page } from 'puppeteer-core';
import { inPage } from './in-page.ts';
import { isProblem, type Problem, unusable } from './problem.ts';
import type { Selector } from './step.ts';
import { waitForElement } from './wait-for-element.ts';

/**
 * Chooses an option of a `<select>` with one press of an arrow key. The browser then sends the page one change, by
 * trusted events, and times it as an interaction. A mouse would open a list that is not part of the page, and typing the
 * label would choose every option on the way. So a script first selects the option's neighbour, which fires no event.
 */
export async function chooseOption(page: Page, from: Selector, option: string): Promise<Problem | null> {
  const chosen = await waitForElement(page, from, async (element) => {
    await element.focus();
    const ready = await element.evaluate(makeNeighbourChosen, option);
    if ('labels' in ready) return { problem: 'no such option', labels: ready.labels } as const;
    if ('but' in ready) return unusable(ready.but);
    return { element: element.move(), ...ready };
  });
  if (isProblem(chosen)) return chosen;
  const { element, key, index } = chosen;
  await using _ = element;
  await page.keyboard.press(key, { delay: 20 });
  // The page may navigate away in response.
  await element.evaluate(makeSure, index).catch(() => {});
  return null;
}

/** Runs in the page. A matching label takes precedence over a matching value. */
const makeNeighbourChosen = inPage(
  (element: Element, option: string): { key: KeyInput; index: number } | { labels: string[] } | { but: string } => {
    if (!(element instanceof HTMLSelectElement)) return { but: `it is <${element.localName}>, not <select>` };
    if (element.matches(':disabled')) return { but: 'it is disabled' };
    if (element.multiple) return { but: 'it accepts several options, which only clicks can choose' };
    const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
    const options = [...element.options];
    const wanted = plain(option);
    const named = (one: HTMLOptionElement) => [one.label, one.text].map(plain).includes(wanted);
    const index = [options.findIndex(named), options.findIndex(({ value }) => value === option)].find((at) => at >= 0);
    if (index === undefined) return { labels: options.map((one) => plain(one.label)) };
    const isOpen = (one: HTMLOptionElement) => !one.matches(':disabled') && !one.hidden;
    const target = options[index];
    if (!target || target.disabled || target.closest('optgroup:disabled')) return { but: 'that option is disabled' };
    const before = options.slice(0, index).findLastIndex(isOpen);
    const after = options.findIndex((one, at) => at > index && isOpen(one));
    const heard = Symbol.for('perf-budget.change');
    Reflect.deleteProperty(element, heard);
    const hear = () => Reflect.set(element, heard, true);
    element.addEventListener('change', hear, { once: true, capture: true });
    element.selectedIndex = before >= 0 ? before : after;
    return { key: before >= 0 || after < 0 ? 'ArrowDown' : 'ArrowUp', index };
  },
);

/**
 * Runs in the page. An arrow key may open the list (macOS), or the page may handle it itself. Then a script makes the
 * change, which no browser times.
 */
const makeSure = inPage((element: Element, index: number): void => {
  const heard = Symbol.for('perf-budget.change');
  if (Object.hasOwn(element, heard)) return;
  (element as HTMLSelectElement).selectedIndex = index;
  element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
});
