import type { Finding } from '../../../model/finding.ts';
import type { Subject } from '../../../model/subject.ts';
import type { Evidence, Worsened } from '../../explanation.ts';
import type { VitalsEvidence } from '../evidence.ts';
import type { PageSettings } from '../settings.ts';
import { type Cause, CODES, FIXES, type Moved } from './cause.ts';
import { byImpact, type Chosen, chooseCauses } from './choose-causes.ts';
import { filesOf } from './files.ts';
import { interactionCauses } from './interactions.ts';
import { lcpCauses } from './lcp.ts';
import { fontCauses, renderBlockingCauses } from './render-blocking.ts';
import { resourceCauses, unsizedCauses, unusedCauses } from './resources.ts';
import { shiftCauses } from './shifts.ts';
import { taskCauses } from './tasks.ts';
import { thirdPartyCauses } from './third-parties.ts';

/** Renderers show the first, and count the others. */
const MOST_FINDINGS = 10;

type Page = Pick<Subject<Pick<PageSettings, 'device'>>, 'name' | 'variant' | 'settings' | 'metrics'>;

/** The metrics that got worse, by interaction: null is the page itself. */
function movedByStep({ metrics }: Page, worse: readonly Worsened[]): Map<string | null, Moved> {
  const moved = new Map<string | null, Map<string, number>>();
  for (const { metric: id, part: step, absolute } of worse) {
    const metric = metrics.find((one) => one.id === id);
    // A metric that fails its budget unchanged has no cause on head. Half, because an estimated change may be too small.
    if (metric === undefined || absolute === null || absolute <= 0 || absolute < metric.floor / 2) continue;
    moved.set(step, (moved.get(step) ?? new Map()).set(id, absolute));
  }
  return moved;
}

function loadingCauses(base: VitalsEvidence, head: VitalsEvidence, moved: Moved, { settings }: Page): Cause[] {
  const files = filesOf(base, head);
  return [
    ...lcpCauses(base, head, files, moved),
    ...fontCauses(base, head, files),
    ...thirdPartyCauses(head, files),
    ...renderBlockingCauses(base, head, files, moved),
    ...shiftCauses(base, head, files, moved),
    ...taskCauses(base, head, files, moved),
    ...unsizedCauses(base, head, files),
    ...unusedCauses(base, head, files, moved),
    ...resourceCauses(files, moved, settings.device),
  ];
}

/** Figures are the cause's own if it has some in the metric's unit, else the metric's in the two visits. */
function findingOf(
  { cause, metric, metrics, impact }: Chosen,
  page: Page,
  step: string | null,
  values: Evidence<VitalsEvidence>,
) {
  const { code, location, evidence } = cause;
  const [codeKind, codeFix] = CODES[code];
  const fix = cause.fix === undefined ? codeFix : cause.fix;
  const figures = cause.figures?.[metric.unit] ?? {
    current: values.head?.values[metric.id] ?? null,
    target: values.base?.values[metric.id] ?? null,
  };
  return {
    code,
    check: 'vitals',
    subject: page.name,
    variant: page.variant,
    part: step,
    metric: metric.id,
    impact,
    kind: cause.kind ?? codeKind,
    location,
    ...figures,
    evidence: { ...evidence, metrics },
    suggestion: fix && { code: fix, effort: FIXES[fix] },
  } satisfies Finding;
}

/**
 * Why a page got worse: each fault once, the highest impact first. A metric that did not get worse has no finding,
 * however much two single visits differ in it.
 */
export function explain(page: Page, evidence: Evidence<VitalsEvidence>, worse: readonly Worsened[]): Finding[] {
  const { base, head } = evidence;
  if (base === null || head === null) return [];
  const chosen = [...movedByStep(page, worse)].flatMap(([step, moved]) => {
    const causes = step === null ? loadingCauses(base, head, moved, page) : interactionCauses(base, head, step, moved);
    return chooseCauses(causes, moved, page.metrics).map((one) => ({ one, step }));
  });
  return chosen
    .sort((a, b) => byImpact(a.one, b.one))
    .slice(0, MOST_FINDINGS)
    .map(({ one, step }) => findingOf(one, page, step, evidence));
}
