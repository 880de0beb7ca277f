import { inPage } from './in-page.ts';

interface Query {
  readonly by: 'css' | 'text';
  readonly value: string;
  /** Whether invisible elements match too. */
  readonly hidden: boolean;
  /** Whether a text prefers an actionable element, such as a button, to a heading of the same text. */
  readonly acts: boolean;
}

/**
 * Runs in the page: the first matching element in document order, open shadow roots included; null if none matches, and
 * `malformed` if the selector is not valid CSS. A text matches the smallest element with that text, regardless of white
 * space: an exact match first, then one in another case (`text-transform`), then an element that contains it.
 */
export const inPageQuery = inPage(({ by, value, hidden, acts }: Query): Element | null | 'malformed' => {
  const isShown = (element: Element) => {
    if (hidden) return true;
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
  };

  const byCss = () => {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots) {
      const found = [...root.querySelectorAll(value)].find(isShown);
      if (found) return found;
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
    }
    return null;
  };

  const byText = () => {
    const squeeze = (text: string) => text.replace(/\s+/g, '');
    const wanted = squeeze(value);
    const lower = wanted.toLowerCase();
    const skipped = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SELECT', 'HEAD']);
    const buttons = new Set(['button', 'submit', 'reset']);
    const found: { element: Element; rank: number }[] = [];
    const ACTED_ON =
      'a[href], button, input, select, textarea, label, summary, [contenteditable], [onclick], [role="button"], [role="link"], ' +
      '[role^="menuitem"], [role="tab"], [role="option"], [role="checkbox"], [role="radio"], [role="switch"], [role="treeitem"]';
    const canActOn = (element: Element) => {
      if (getComputedStyle(element).cursor === 'pointer') return true;
      for (let at: Node | null = element; at; at = at.parentNode ?? (at as ShadowRoot).host) {
        if (at instanceof Element && at.matches(ACTED_ON)) return true;
      }
      return false;
    };
    /** Order of matches: an element with exactly this text stands before an actionable element that contains it. */
    const order = ({ element, rank }: { element: Element; rank: number }) =>
      2 * rank + (acts && !canActOn(element) ? 3 : 0);

    /** The text that a field shows, but not what was typed into it, which may be private. */
    const ownText = (element: Element) => {
      if (element instanceof HTMLTextAreaElement) return element.value === '' ? element.placeholder : '';
      if (!(element instanceof HTMLInputElement)) return null;
      if (buttons.has(element.type)) return element.value;
      if (element.type === 'image') return element.alt;
      return element.value === '' ? element.placeholder : '';
    };
    const childrenOf = (element: Element): Iterable<Node> => {
      if (element.shadowRoot) return element.shadowRoot.childNodes;
      const assigned = element instanceof HTMLSlotElement ? element.assignedNodes() : [];
      return assigned.length > 0 ? assigned : element.childNodes;
    };
    const textOf = (element: Element): string => {
      if (skipped.has(element.nodeName)) return '';
      const style = getComputedStyle(element);
      if (!hidden && style.display === 'none') return '';
      const shows = hidden || style.visibility === 'visible';
      const before = found.length;
      const own = ownText(element);
      let text = own !== null && shows ? squeeze(own) : '';
      if (own === null) {
        for (const child of childrenOf(element)) {
          if (child instanceof Element) text += textOf(child);
          else if (shows && child.nodeType === Node.TEXT_NODE) text += squeeze(child.nodeValue ?? '');
        }
      }
      if (!text.toLowerCase().includes(lower)) return text;
      const rank = text === wanted ? 0 : text.length === wanted.length ? 1 : 2;
      const isSmallest = !found.slice(before).some((one) => one.rank <= rank);
      if (isSmallest && isShown(element)) found.push({ element, rank });
      return text;
    };

    if (document.body) textOf(document.body);
    return found.sort((a, b) => order(a) - order(b))[0]?.element ?? null;
  };

  if (by === 'text') return byText();
  try {
    return byCss();
  } catch {
    return 'malformed';
  }
});
