/** Finds many strings in a content at once, in a time that hardly depends on their number. */

/** What is looked for; one of less than four bytes is not found. */
export interface Needle {
  readonly bytes: Buffer;
}

export interface Needles<N extends Needle> {
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

export function readyToFind<N extends Needle>(all: readonly N[]): Needles<N> {
  const byText = new Map<string, N>();
  const lengths = new Map<number, number[]>();
  const slots = new Uint8Array(2 ** SLOT_BITS);
  for (const needle of all) {
    const { bytes } = needle;
    if (bytes.length < START_BYTES) continue;
    const start = bytes.readInt32BE(0);
    const known = lengths.get(start) ?? [];
    if (!known.includes(bytes.length))
      lengths.set(
        start,
        [...known, bytes.length].sort((a, b) => b - a),
      );
    byText.set(bytes.toString('latin1'), needle);
    slots[slotOf(start)] = 1;
  }
  return { byText, lengths, slots };
}

/** Every place where a needle stands, from the front; they don't overlap. */
export function* findNeedles<N extends Needle>(
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
