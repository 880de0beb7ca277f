import type { ReportFinding } from '../../../model/report.ts';
import { code, figure, joined, type Sentence, say } from '../../../text/inline.ts';
import { quantity } from '../../../text/quantity.ts';
import { amount, inner, texts } from '../../finding-text.ts';

/** `; the same file grew by 97 kB: lodash`: the bundle check's knowledge of the file. */
export function inBundle(finding: ReportFinding): Sentence {
  const bundle = inner(finding, 'bundle');
  const grew = amount(bundle, 'grewBytes');
  if (grew === null) return [];
  const because = texts(bundle, 'because').map((name) => [code(name)]);
  const names = joined(because, ', ', ' and ');
  // The sentence already has the size of a new file.
  if (bundle.evidence.new === true) return because.length === 0 ? [] : say`; in it: ${names}`;
  const reason = because.length === 0 ? [] : say`: ${names}`;
  return say`; the same file grew by ${figure(quantity(grew, 'B'))}${reason}`;
}
