import type { KeyInput } from 'puppeteer-core';

/** `Control+Shift+K`: what is held down, and what is pressed then. */
export interface KeyPress {
  readonly held: readonly KeyInput[];
  readonly key: KeyInput;
}

export const HELD_KEYS = ['Control', 'Shift', 'Alt', 'Meta'] as const satisfies readonly KeyInput[];

/** Splits what is written; the names of the keys are not looked at. A plus that ends it is the key `+`. */
export function splitKeys(written: string): { readonly held: readonly string[]; readonly key: string } {
  const cut = written.lastIndexOf('+', written.length - 2);
  if (cut < 1) return { held: [], key: written };
  return { held: written.slice(0, cut).split('+'), key: written.slice(cut + 1) };
}

/** What the keyboard is to do, of a key that the schema let through. */
export function keyPress(written: string): KeyPress {
  const { held, key } = splitKeys(written);
  // Whoever writes Control+A means the key A, not the capital letter, which takes Shift.
  const isLetter = held.length > 0 && /^[a-z]$/i.test(key);
  const pressed = !isLetter ? key : held.includes('Shift') ? key.toUpperCase() : key.toLowerCase();
  return { held: held as KeyInput[], key: pressed as KeyInput };
}
