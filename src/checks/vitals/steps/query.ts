import type { ElementHandle, Page } from 'puppeteer-core';
import { inPageQuery } from './in-page-query.ts';
import type { Selector } from './step.ts';

/** Chromium's own names for ARIA roles, where they differ. */
const CHROMIUM_ROLES: Readonly<Record<string, string>> = { img: 'image' };

export const chromiumRole = (role: string): string => CHROMIUM_ROLES[role] ?? role;

type QueryResult =
  | { readonly element: ElementHandle<Element> }
  /** `hidden`: the element exists, but is invisible. */
  | { readonly element: null; readonly why: 'absent' | 'hidden' | 'malformed' };

/**
 * Looks once for a visible element in the page and its open shadow roots, but not in frames.
 *
 * @param acts whether a text prefers actionable elements
 */
export async function query(page: Page, selector: Selector, acts = true): Promise<QueryResult> {
  if (selector.by === 'role') return findByRole(page, selector.role, selector.name);
  const request = { by: selector.by, value: selector.by === 'css' ? selector.css : selector.text, acts };
  const shown = await page.evaluateHandle(inPageQuery, { ...request, hidden: false });
  const element = shown.asElement();
  if (element) return { element: element as ElementHandle<Element> };
  if ((await shown.jsonValue()) === 'malformed') return { element: null, why: 'malformed' };
  await using unseen = await page.evaluateHandle(inPageQuery, { ...request, hidden: true });
  return { element: null, why: unseen.asElement() ? 'hidden' : 'absent' };
}

/** Searches the accessibility tree, as a screen reader would. It lists reachable elements, with their names. */
async function findByRole(page: Page, role: string, name: string | null): Promise<QueryResult> {
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
