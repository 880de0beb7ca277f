/** Finds many strings in a content at once, in a time that hardly depends on their number. */

export interface SearchIndex<T> {
  /** The value of each string. Keys are the string's bytes as latin1, which for ASCII is the string itself. */
  readonly byText: ReadonlyMap<string, T>;
  /** Lengths of the strings, the longest first, by their first four bytes. */
  readonly lengths: ReadonlyMap<number, readonly number[]>;
  /** 1 in the slot of each string's first four bytes. One look here passes over nearly all of a content. */
  readonly slots: Uint8Array;
}

const START_BYTES = 4;
const SLOT_BITS = 18;
/** Multiplicative hashing: Knuth, The Art of Computer Programming, volume 3, section 6.4. */
const slotOf = (start: number): number => Math.imul(start, 0x9e3779b1) >>> (32 - SLOT_BITS);

/** @param byText by strings as latin1; those of less than four bytes are not found */
export function searchIndex<T>(byText: ReadonlyMap<string, T>): SearchIndex<T> {
  const lengths = new Map<number, readonly number[]>();
  const slots = new Uint8Array(2 ** SLOT_BITS);
  // Nearly all strings have one or two lengths, so many share a list.
  const lists = new Map<string, readonly number[]>();
  const start = Buffer.alloc(START_BYTES);
  for (const text of byText.keys()) {
    if (text.length < START_BYTES) continue;
    start.write(text, 'latin1');
    const key = start.readInt32BE();
    const all = [...new Set([...(lengths.get(key) ?? []), text.length])].sort((a, b) => b - a);
    const list = lists.get(all.join()) ?? all;
    lists.set(all.join(), list);
    lengths.set(key, list);
    slots[slotOf(key)] = 1;
  }
  return { byText, lengths, slots };
}

/** Every occurrence, from the front, without overlaps. */
export function* findAll<T>(
  content: Buffer,
  { byText, lengths, slots }: SearchIndex<T>,
): Generator<{ readonly at: number; readonly found: T }> {
  if (byText.size === 0) return;
  let start = 0;
  let free = START_BYTES;
  for (let next = 0; next < content.length; ) {
    start = (start << 8) | (content[next] as number);
    next += 1;
    if (next < free || slots[slotOf(start)] === 0) continue;
    const at = next - START_BYTES;
    for (const length of lengths.get(start) ?? []) {
      const found = byText.get(content.toString('latin1', at, at + length));
      if (found === undefined) continue;
      yield { at, found };
      free = at + length + START_BYTES;
      break;
    }
  }
}
