import { latin1Of, type ReadAnswer, textOf } from './answer-kind.ts';
import type { Texts } from './read-answers.ts';

/** Answers that wait to be searched hold no more than this; bytes. */
const MOST_HELD = 128_000_000;

/** Searches the answers of a load, but only after it: to unpack and search them would keep those that come in waiting. */
export interface Search {
  /** @param index of the answer, by which `faults` names it */
  add(index: number, answer: ReadAnswer): void;
  /** What is wrong with answers, by index. */
  faults(): ReadonlyMap<number, string>;
}

export function searchFor(texts: Texts): Search {
  const faults = new Map<number, string>();
  let held: (readonly [index: number, answer: ReadAnswer])[] = [];
  let bytes = 0;
  let last: { readonly answer: ReadAnswer; readonly fault: string | null } | null = null;
  const searchHeld = () => {
    for (const [index, answer] of held) {
      // The same request mostly has the same answer.
      const fault: string | null = last !== null && isSame(last.answer, answer) ? last.fault : wrongText(answer, texts);
      last = { answer, fault };
      if (fault !== null) faults.set(index, fault);
    }
    [held, bytes] = [[], 0];
  };
  return {
    add(index, answer) {
      held.push([index, answer]);
      bytes += answer.body.length;
      if (bytes > MOST_HELD) searchHeld();
    },
    faults() {
      searchHeld();
      return faults;
    },
  };
}

const isSame = (one: ReadAnswer, other: ReadAnswer): boolean =>
  one.encoding === other.encoding && one.bytes === other.bytes && one.body.equals(other.body);

/** Which of the texts is not as it must be, in words: `without "data"`; null if all are. */
export function wrongText(answer: ReadAnswer, { body, not }: Texts): string | null {
  const tooLong = answer.body.length < answer.bytes ? 'too long to be searched' : null;
  const text = textOf(answer) ?? latin1Of(answer);
  if (text === null) return tooLong ?? "in an encoding that can't be read";
  const missing = body.find((one) => !text.includes(one));
  if (missing !== undefined) return tooLong ?? `without ${missing}`;
  const unwanted = not.find((one) => text.includes(one));
  if (unwanted !== undefined) return `with ${unwanted}`;
  return not.length > 0 ? tooLong : null;
}
