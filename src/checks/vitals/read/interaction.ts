import type { InteractionEvidence } from '../evidence.ts';
import type { InteractionAnswer } from '../visit/messages.ts';
import { items, number, rowsOf, text } from './audit.ts';
import { longTasksOf, shiftsOf } from './work.ts';

type Measured = Extract<InteractionAnswer, { ok: true }>;

/** One interaction's values by metric id: `cls`, and `inp` if the browser counts it as an interaction. */
export function readInteraction(
  { lhr, step, target, hit }: Measured,
  origin: string,
): { values: Record<string, number>; evidence: InteractionEvidence } {
  const { audits } = lhr;
  const inpMs = audits['interaction-to-next-paint']?.numericValue;
  const cls = audits['cumulative-layout-shift']?.numericValue;
  const values = Object.entries({ inp: inpMs, cls });
  const finite = values.filter((entry): entry is [string, number] => Number.isFinite(entry[1]));
  return {
    values: Object.fromEntries(finite),
    evidence: {
      step,
      inpMs: inpMs ?? null,
      parts: inpMs === undefined ? null : partsOf(lhr),
      target: target === null ? null : text(target),
      hit: hit === null ? null : text(hit),
      longTasks: longTasksOf(audits, origin),
      shifts: shiftsOf(audits, origin),
    },
  };
}

/** Null if Lighthouse could not separate them. */
function partsOf({ audits }: Measured['lhr']): InteractionEvidence['parts'] {
  const [table] = rowsOf(audits, 'inp-breakdown-insight');
  const parts = new Map(items(table).map(({ subpart, duration }) => [subpart, number(duration)]));
  const [input, processing, presentation] = ['inputDelay', 'processingDuration', 'presentationDelay'].map((part) =>
    parts.get(part),
  );
  if (input === undefined || processing === undefined || presentation === undefined) return null;
  return { inputDelayMs: input, processingMs: processing, presentationMs: presentation };
}
