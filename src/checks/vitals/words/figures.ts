import type { ReportFinding } from '../../../model/report.ts';
import { figure, joined, type Sentence, say, trusted } from '../../../text/inline.ts';
import { quantity } from '../../../text/quantity.ts';
import { amount } from '../../finding-text.ts';

/** Figures of findings. */

export const size = (bytes: number): Sentence => [figure(quantity(bytes, 'B'))];

export const time = (durationMs: number): Sentence => [figure(quantity(durationMs, 'ms'))];

/** `180 kB → 1.2 MB`, or head's figure alone. */
export function fromTo(
  finding: ReportFinding,
  from: string | null,
  to: string,
  words: (value: number) => Sentence,
): Sentence {
  const [was, is] = [from === null ? null : amount(finding, from), amount(finding, to)];
  if (is === null) return [];
  return was === null || was === is ? words(is) : say`${words(was)} → ${words(is)}`;
}

export const bytes = (finding: ReportFinding): Sentence => fromTo(finding, 'bytesBefore', 'bytes', size);

export const inBrackets = (parts: readonly Sentence[]): Sentence => {
  const there = parts.filter((part) => part.length > 0);
  return there.length === 0 ? [] : say` (${joined(there)})`;
};

export const named = (names: Readonly<Record<string, string>>, id: string | null, otherwise: string) =>
  trusted((id !== null && Object.hasOwn(names, id) && names[id]) || otherwise);
