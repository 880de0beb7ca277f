/** Finds many strings in a content at once, in a time that hardly depends on their number. */

export interface Needles<N> {
  /** By the needle's bytes as latin1: the same string for ASCII. */
  readonly byText: ReadonlyMap<string, N>;
  /** Lengths of the needles, the longest first, by their first four bytes. */
  readonly lengths: ReadonlyMap<number, readonly number[]>;
  /** 1 in the slot of every needle's first four bytes: nearly all of a content is passed over by a look at this. */
  readonly slots: Uint8Array;
}

const START_BYTES = 4;
const SLOT_BITS = 18;
/** Multiplicative hashing: Knuth, The Art of Computer Programming, volume 3, section 6.4. */
const slotOf = (start: number): number => Math.imul(start, 0x9e3779b1) >>> (32 - SLOT_BITS);

/** `byText`: needles by their bytes as latin1; one of less than four is not found. */
export function readyToFind<N>(byText: ReadonlyMap<string, N>): Needles<N> {
  const lengths = new Map<number, readonly number[]>();
  const slots = new Uint8Array(2 ** SLOT_BITS);
  // Nearly all needles are of one or two lengths, so that many share a list.
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

/** Every place where a needle stands, from the front; they don't overlap. */
export function* findNeedles<N>(
  content: Buffer,
  { byText, lengths, slots }: Needles<N>,
): Generator<{ readonly at: number; readonly needle: N }> {
  if (byText.size === 0) return;
  let start = 0;
  let free = START_BYTES;
  for (let next = 0; next < content.length; ) {
    start = (start << 8) | (content[next] as number);
    next += 1;
    if (next < free || slots[slotOf(start)] === 0) continue;
    const at = next - START_BYTES;
    for (const length of lengths.get(start) ?? []) {
      const needle = byText.get(content.toString('latin1', at, at + length));
      if (needle === undefined) continue;
      yield { at, needle };
      free = at + length + START_BYTES;
      break;
    }
  }
}
