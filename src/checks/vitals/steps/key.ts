import type { KeyInput } from 'puppeteer-core';

/** `Control+Shift+K`: the modifiers held down, and the key pressed. */
interface KeyPress {
  readonly held: readonly KeyInput[];
  readonly key: KeyInput;
}

export const HELD_KEYS = ['Control', 'Shift', 'Alt', 'Meta'] as const satisfies readonly KeyInput[];

/** Splits the written keys without checking their names. A plus at the end is the key `+`. */
export function splitKeys(written: string): { readonly held: readonly string[]; readonly key: string } {
  const cut = written.lastIndexOf('+', written.length - 2);
  if (cut < 1) return { held: [], key: written };
  return { held: written.slice(0, cut).split('+'), key: written.slice(cut + 1) };
}

/** The key press for a key that the schema accepted. */
export function keyPress(written: string): KeyPress {
  const { held, key } = splitKeys(written);
  // Control+A means the key A, not the capital letter, which would need Shift.
  const isLetter = held.length > 0 && /^[a-z]$/i.test(key);
  const pressed = !isLetter ? key : held.includes('Shift') ? key.toUpperCase() : key.toLowerCase();
  return { held: held as KeyInput[], key: pressed as KeyInput };
}
