import type { InteractionEvidence, LongTask, VitalsEvidence } from '../evidence.ts';
import { type Cause, FLOOR_MS, type Moved } from './cause.ts';
import { fileKey, fileName } from './files.ts';
import { grownShifts, scores } from './shifts.ts';
import { byScript, longestMs } from './tasks.ts';

/** What one interaction does more slowly, or moves. */

type Parts = NonNullable<InteractionEvidence['parts']>;

const PARTS = ['inputDelayMs', 'processingMs', 'presentationMs'] as const satisfies readonly (keyof Parts)[];
type Part = (typeof PARTS)[number];

const MENDS: Readonly<Record<Part, Cause['suggestion']>> = {
  inputDelayMs: { code: 'split-task', effort: 'medium' },
  processingMs: { code: 'paint-first', effort: 'medium' },
  presentationMs: { code: 'render-less', effort: 'medium' },
};

/** The part that grew most, which may be the only one that did. */
function grownPart(base: Parts | null, head: Parts | null): { part: Part; from: number; to: number } | null {
  if (base === null || head === null) return null;
  const grown = PARTS.map((part) => ({ part, from: base[part], to: head[part] }));
  const most = grown.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  return most.to > most.from ? most : null;
}

/** The script whose longest task grew most; null where none did by something worth a word. */
function grownTask(base: readonly LongTask[], head: readonly LongTask[]) {
  const before = byScript(base);
  const grown = [...byScript(head)].flatMap(([key, tasks]) => {
    const [from, to] = [longestMs(before.get(key) ?? []), longestMs(tasks)];
    const url = tasks[0]?.url;
    return key === null || url === undefined || to - from < FLOOR_MS ? [] : [{ url, from, to }];
  });
  return grown.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0] ?? null;
}

const roundedParts = (parts: Parts | null) =>
  parts && Object.fromEntries(PARTS.map((part) => [part, Math.round(parts[part])]));

/** Null of a task that Lighthouse gives to the page itself: that may be anything. */
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
      about: 'inp',
      shows: ['inp'],
      explains: [],
      kind: 'cpu',
      location: head.target ?? script,
      figures: { ms: { current: head.inpMs, target: base.inpMs } },
      weight: head.inpMs - (base.inpMs ?? 0),
      evidence: {
        step: head.step,
        target: head.target,
        part: part && { name: part.part, from: Math.round(part.from), to: Math.round(part.to) },
        parts: { base: roundedParts(base.parts), head: roundedParts(head.parts) },
        url: task?.url ?? null,
        script,
        task: task && { from: Math.round(task.from), to: Math.round(task.to) },
      },
      suggestion: MENDS[part?.part ?? 'processingMs'],
    },
  ];
}

/** What moves within 500 ms of an interaction does not count: a slower one may only be what makes it count. */
function shifting(base: InteractionEvidence, head: InteractionEvidence, moved: Moved): Cause[] {
  return grownShifts(base.shifts, head.shifts, moved).map((moving): Cause => {
    const { selector, current, target, cause } = moving;
    return {
      code: 'vitals.interaction-shift',
      about: `node ${selector}`,
      shows: ['cls'],
      explains: [],
      kind: 'cpu',
      location: selector || null,
      figures: { score: { current, target: scores(moving).scoreBefore } },
      weight: current - target,
      evidence: {
        step: head.step,
        ...scores(moving),
        ...(cause === null ? {} : { because: cause.what, by: placeOf(cause.place) }),
      },
      suggestion: { code: 'reserve-space', effort: 'low' },
      ...(moved.has('inp') ? { lastResort: true as const } : {}),
    };
  });
}

const placeOf = (place: string | null): string | null => (place && fileKey(place) ? fileName(place) : place);

export function interactionCauses(base: VitalsEvidence, head: VitalsEvidence, step: string, moved: Moved): Cause[] {
  const [was, is] = [base, head].map(({ interactions }) => interactions.find((one) => one.step === step));
  return was === undefined || is === undefined ? [] : [...slower(was, is, head), ...shifting(was, is, moved)];
}
