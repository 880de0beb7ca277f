import { inPage } from './in-page.ts';

/** A point of the viewport, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the mouse hits an element, and which one that is: `<button id="buy">`. */
export interface Hit extends Point {
  readonly hit: string;
}

/** Why the mouse can't reach an element, as the end of a sentence: the element is there, but … */
interface Unreachable {
  readonly but: string;
}

/**
 * Runs in the page: scrolls an element into view and finds the point where the mouse hits it, the middle of its largest
 * box. With `enabled`, a disabled element is unreachable.
 */
export const hitPoint = inPage(async (element: Element, enabled: boolean): Promise<Hit | Unreachable> => {
  // A page that the browser does not paint gets no frames.
  const frame = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => resolve());
      setTimeout(resolve, 200);
    });
  const largest = () =>
    [...element.getClientRects()].sort((a, b) => b.width * b.height - a.width * a.height)[0] ?? new DOMRect();
  const middle = () => {
    const { left, right, top, bottom } = largest();
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
    const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    return { x, y };
  };
  const isWhole = () => {
    const { left, right, top, bottom } = largest();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  };
  const isInView = () => {
    const { left, right, top, bottom } = largest();
    return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  };
  const topmost = ({ x, y }: Point) => {
    let hit = document.elementFromPoint(x, y);
    for (;;) {
      const inner = hit?.shadowRoot?.elementFromPoint(x, y) ?? null;
      if (inner === null || inner === hit) break;
      hit = inner;
    }
    return hit;
  };
  const isInside = (node: Node, outer: Node) => {
    for (
      let at: Node | null = node;
      at;
      at = (at as Element).assignedSlot ?? at.parentNode ?? (at as ShadowRoot).host
    ) {
      if (at === outer) return true;
    }
    return false;
  };
  // A click on a label reaches its field, and a click on a child without pointer events reaches its parent.
  const isHit = (hit: Element) =>
    isInside(hit, element) || isInside(element, hit) || hit.closest('label')?.control === element;
  const called = ({ localName, id, classList }: Element) =>
    `<${localName}${id ? ` id="${id}"` : classList.length > 0 ? ` class="${[...classList].join(' ')}"` : ''}>`;

  if (!element.isConnected) return { but: 'the page removes it again' };
  if (enabled && element.closest(':disabled')) return { but: 'it is disabled' };
  const toMiddle = () => element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  if (!isWhole()) toMiddle();
  await frame();
  const first = largest();
  await frame();
  const second = largest();
  if (Math.abs(first.x - second.x) > 1 || Math.abs(first.y - second.y) > 1) return { but: 'it does not stop moving' };
  let hit = topmost(middle());
  if (hit && !isHit(hit)) {
    toMiddle(); // out from under a bar fixed to an edge of the viewport
    await frame();
    hit = topmost(middle());
  }
  if (!isInView()) return { but: 'it can not be scrolled into view' };
  if (!hit) return { but: 'the mouse can not hit it' };
  if (!isHit(hit)) return { but: `it is covered by ${called(hit)}` };
  const acted = element.closest('a, button, input, select, textarea, label, summary, [role]') ?? element;
  return { ...middle(), hit: `<${acted.localName}${acted.id ? ` id="${acted.id}"` : ''}>` };
});
