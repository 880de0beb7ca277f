import leven from 'leven';
import type { Page } from 'puppeteer-core';
import { clean } from '../../../text/sanitize.ts';
import { inPage } from './in-page.ts';
import { chromiumRole } from './query.ts';
import type { Selector, Step } from './step.ts';

/** An element that the selector may have meant, with the noun for its kind (`button`). */
interface Suggestion {
  readonly kind: string;
  readonly name: string;
}

const MOST = 5;
const LONGEST = 60;

/** `there are the buttons "Add to basket", "Buy now"`: elements similar to the missing one, the nearest name first. */
export async function suggest(page: Page, action: Step['action'], selector: Selector): Promise<string> {
  switch (selector.by) {
    case 'css':
      return nearestNames(selector.css, await page.evaluate(idsAndClasses));
    case 'text': {
      const shown = await page.evaluate(controls);
      const isFitting = ({ kind }: Suggestion) =>
        action === 'type' ? kind === 'field' : action === 'select' ? kind === 'list' : true;
      const noun = action === 'type' ? 'field' : action === 'select' ? 'list' : 'button or link';
      return nearestOf(selector.text, shown.filter(isFitting), noun);
    }
    case 'role': {
      const { role, name } = selector;
      return nearestOf(name ?? '', await byRole(page, role), role);
    }
  }
}

/** `there are the options "S", "M"` */
export const suggestOptions = (wanted: string, labels: readonly string[]): string =>
  nearestOf(
    wanted,
    labels.map((name) => ({ kind: 'option', name })),
    'option',
  );

function nearestOf(wanted: string, suggestions: readonly Suggestion[], noun: string): string {
  const named = suggestions.filter(({ name }) => name.trim() !== '');
  const sorted = named.toSorted((a, b) => distance(wanted, a.name) - distance(wanted, b.name));
  const [nearest] = sorted;
  if (nearest === undefined) {
    return suggestions.length > 0 ? `there is no ${noun} with a name` : `there is no ${noun} at all`;
  }
  const names = [
    ...new Set(sorted.filter(({ kind }) => kind === nearest.kind).map(({ name }) => clean(name, LONGEST))),
  ];
  const listed = names.slice(0, MOST).map((name) => `"${name}"`);
  return `${names.length === 1 ? `there is the ${nearest.kind}` : `there are the ${plural(nearest.kind)}`} ${listed.join(', ')}`;
}

/** The page's ids and classes nearest to those that the selector names and the page lacks. */
function nearestNames(css: string, there: readonly string[]): string {
  const named = css.match(/[#.][\p{L}_-][\p{L}\p{N}_-]*/gu) ?? [];
  const missing = named.filter((name) => !there.includes(name));
  const nearest = (name: string) => Math.min(...missing.map((one) => distance(one, name)));
  const sorted = there.toSorted((a, b) => nearest(a) - nearest(b)).slice(0, MOST);
  if (missing.length === 0) return '';
  if (sorted.length === 0) return 'no element has an id or a class';
  return `the nearest ids and classes are ${sorted.map((name) => clean(name, LONGEST)).join(', ')}`;
}

const distance = (a: string, b: string): number => leven(plain(a), plain(b));
const plain = (text: string): string => text.slice(0, 100).replace(/\s+/g, ' ').trim().toLowerCase();

const plural = (noun: string): string => (/(x|s|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`);

async function byRole(page: Page, role: string): Promise<Suggestion[]> {
  const root = await page.accessibility.snapshot({ interestingOnly: false });
  const nodes = root === null ? [] : [root];
  for (const node of nodes) nodes.push(...(node.children ?? []));
  return nodes.filter((node) => node.role === chromiumRole(role)).map(({ name }) => ({ kind: role, name: name ?? '' }));
}

/** Runs in the page: the visible elements that a person can click, type into or choose from. */
const controls = inPage((): { kind: string; name: string }[] => {
  const kinds = {
    button: 'button, summary, input[type=submit], input[type=button], input[type=reset], [role=button]',
    link: 'a[href], [role=link]',
    list: 'select',
    field: 'textarea, input, [contenteditable]:not([contenteditable=false])',
    tab: '[role=tab]',
    'menu item': '[role=menuitem]',
  };
  const roots: (Document | ShadowRoot)[] = [document];
  const found: { kind: string; name: string }[] = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      const kind = Object.entries(kinds).find(([, css]) => element.matches(css))?.[0];
      if (!kind || element.getClientRects().length === 0 || found.length >= 500) continue;
      // Text typed into a field may be private. Only a button's value is its name.
      const isField = kind === 'field' || kind === 'list';
      const { value, labels, placeholder } = element as HTMLInputElement;
      const label = labels?.[0] ? labels[0].innerText : null;
      const name = isField
        ? label || element.ariaLabel || placeholder || element.getAttribute('name') || ''
        : element instanceof HTMLInputElement
          ? value
          : element.innerText || element.ariaLabel || '';
      found.push({ kind, name: name.length <= 200 ? name : `${name.slice(0, 199)}…` });
    }
  }
  return found;
});

/** Runs in the page: `#search`, `.results`. */
const idsAndClasses = inPage((): string[] => {
  const roots: (Document | ShadowRoot)[] = [document];
  const names = new Set<string>();
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.id) names.add(`#${element.id}`);
      for (const name of element.classList) names.add(`.${name}`);
      if (names.size >= 2_000) return [...names];
    }
  }
  return [...names];
});
