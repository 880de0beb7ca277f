import type { InteractionEvidence, VitalsEvidence } from '../evidence.ts';
import type { Cause, Fix, Moved } from './cause.ts';
import { fileName } from './files.ts';
import { grown, sumOf } from './grown.ts';
import { grownShifts } from './shifts.ts';
import { grownTask } from './tasks.ts';

/** Slower responses to an interaction, and layout shifts after it. */

type Parts = NonNullable<InteractionEvidence['parts']>;

const FIX_BY_PART: Readonly<Record<keyof Parts, Fix>> = {
  inputDelayMs: 'split-task',
  processingMs: 'paint-first',
  presentationMs: 'render-less',
};
const PARTS = Object.keys(FIX_BY_PART) as (keyof Parts)[];

const rowsOf = (parts: Parts) => PARTS.map((part) => ({ part, ms: parts[part] }));

/** The part that grew most, which may be the only one that grew. */
function grownPart(base: Parts | null, head: Parts | null) {
  if (base === null || head === null) return null;
  const [most] = grown(rowsOf(base), rowsOf(head), { key: ({ part }) => part, amount: sumOf(({ ms }) => ms) });
  return most ?? null;
}

const roundedParts = (parts: Parts | null) =>
  parts && Object.fromEntries(rowsOf(parts).map(({ part, ms }) => [part, Math.round(ms)]));

/** Null for a task that Lighthouse attributes to the document: any script or none may be behind it. */
const scriptOf = (url: string, { requests }: VitalsEvidence): string | null =>
  requests.some((one) => one.url === url && one.type === 'document') ? null : fileName(url);

function slower(base: InteractionEvidence, head: InteractionEvidence, page: VitalsEvidence): Cause[] {
  if (head.inpMs === null || (base.inpMs ?? 0) >= head.inpMs) return [];
  const part = grownPart(base.parts, head.parts);
  const task = grownTask(base.longTasks, head.longTasks);
  const script = task && scriptOf(task.url, page);
  return [
    {
      code: 'vitals.interaction-slower',
      groupKey: 'inp',
      provenBy: ['inp'],
      location: head.target ?? script,
      figures: { ms: { current: head.inpMs, target: base.inpMs } },
      size: head.inpMs - (base.inpMs ?? 0),
      evidence: {
        step: head.step,
        target: head.target,
        part: part && { name: part.key, from: Math.round(part.target ?? 0), to: Math.round(part.current) },
        parts: { base: roundedParts(base.parts), head: roundedParts(head.parts) },
        url: task?.url ?? null,
        script,
        task: task && { from: Math.round(task.from), to: Math.round(task.to) },
      },
      ...(part === null ? {} : { fix: FIX_BY_PART[part.key] }),
    },
  ];
}

/** Shifts within 500 ms of an interaction do not count. A slower response alone may make them late enough to count. */
const shifting = (base: InteractionEvidence, head: InteractionEvidence, moved: Moved): Cause[] =>
  grownShifts(base.shifts, head.shifts, moved).map(({ cause, because }) => ({
    ...cause,
    code: 'vitals.interaction-shift',
    evidence: {
      step: head.step,
      ...cause.evidence,
      ...(because && { because: because.what, by: (because.place && fileName(because.place)) || because.place }),
    },
    isSymptom: moved.has('inp'),
  }));

export function interactionCauses(base: VitalsEvidence, head: VitalsEvidence, step: string, moved: Moved): Cause[] {
  const [was, is] = [base, head].map(({ interactions }) => interactions.find((one) => one.step === step));
  return was === undefined || is === undefined ? [] : [...slower(was, is, head), ...shifting(was, is, moved)];
}
