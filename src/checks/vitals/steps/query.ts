import type { ElementHandle, Page } from 'puppeteer-core';
import { search } from './in-page-query.ts';
import type { Selector } from './step.ts';

/** What Chromium calls a role of ARIA where it has a name of its own for it. */
const CHROMIUM_ROLES: Readonly<Record<string, string>> = { img: 'image' };

export const chromiumRole = (role: string): string => CHROMIUM_ROLES[role] ?? role;

export type Found =
  | { readonly element: ElementHandle<Element> }
  /** `hidden`: there is one, but nobody can see it. */
  | { readonly element: null; readonly why: 'absent' | 'hidden' | 'malformed' };

/** Looks for an element that can be seen, once, in the page and its open shadow roots. Frames are not looked into. */
export async function find(page: Page, selector: Selector): Promise<Found> {
  if (selector.by === 'role') return findByRole(page, selector.role, selector.name);
  const query = { by: selector.by, value: selector.by === 'css' ? selector.css : selector.text };
  const shown = await page.evaluateHandle(search, { ...query, hidden: false });
  const element = shown.asElement();
  if (element) return { element: element as ElementHandle<Element> };
  if ((await shown.jsonValue()) === 'malformed') return { element: null, why: 'malformed' };
  await using unseen = await page.evaluateHandle(search, { ...query, hidden: true });
  return { element: null, why: unseen.asElement() ? 'hidden' : 'absent' };
}

/** By the accessibility tree, as a screen reader would: it has what a person can reach, and its names. */
async function findByRole(page: Page, role: string, name: string | null): Promise<Found> {
  const quote = name?.includes('"') ? "'" : '"';
  const named = name === null ? '' : `[name=${quote}${name}${quote}]`;
  const elements = await page.$$(`aria/[role="${chromiumRole(role)}"]${named}`);
  let first: ElementHandle<Element> | null = null;
  for (const element of elements) {
    if (first === null && (await element.isVisible())) first = element;
    else await element.dispose();
  }
  if (first) return { element: first };
  return { element: null, why: elements.length > 0 ? 'hidden' : 'absent' };
}
