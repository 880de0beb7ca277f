import type { Evidence, Subject } from '../check.ts';
import type { Finding } from '../finding.ts';
import { logicalName } from '../logical-name.ts';
import type { VitalsEvidence } from './read-lhr.ts';
import type { VitalsSettings } from './settings.ts';

/** Less than this is noise in the length of a task; milliseconds. */
const TASK_FLOOR_MS = 50;
/** Less than this of an LCP's part is noise; milliseconds. */
const PHASE_FLOOR_MS = 50;

const longest = (evidence: VitalsEvidence) => evidence.longTasks.toSorted((a, b) => b.durationMs - a.durationMs)[0];

/** The last part of a URL's path in its logical form, `checkout-*.js`; of the page itself its path, `/`. */
function scriptName(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  return logicalName(path.slice(path.lastIndexOf('/') + 1)) || path;
}

/** Why a page changed: its longest task, its LCP element, the part of the LCP that grew, the nodes that shifted. */
export function explain(subject: Subject<VitalsSettings>, { base, head }: Evidence<VitalsEvidence>): Finding[] {
  if (base === null || head === null) return [];
  const shared = { check: 'vitals', subject: subject.name, variant: subject.variant, suggestion: null };
  const findings: Finding[] = [];

  const [was, is] = [longest(base), longest(head)];
  const grew = (is?.durationMs ?? 0) - (was?.durationMs ?? 0);
  if (is && grew >= TASK_FLOOR_MS) {
    findings.push({
      ...shared,
      code: 'vitals.long-task-grew',
      metric: 'tbt',
      impact: grew >= 200 ? 'high' : 'medium',
      kind: 'cpu',
      location: scriptName(is.url),
      current: is.durationMs,
      target: was?.durationMs ?? null,
      evidence: { url: is.url },
    });
  }

  const elementChanged = head.lcpElement !== null && head.lcpElement.selector !== base.lcpElement?.selector;
  if (elementChanged) {
    findings.push({
      ...shared,
      code: 'vitals.lcp-element-changed',
      metric: 'lcp',
      impact: 'medium',
      kind: 'network',
      location: head.lcpElement?.selector ?? null,
      current: head.lcpMs,
      target: base.lcpMs,
      evidence: { from: base.lcpElement?.selector ?? null, snippet: head.lcpElement?.snippet ?? null },
    });
  }

  for (const [phase, current] of Object.entries(head.lcpPhases)) {
    const target = base.lcpPhases[phase] ?? 0;
    if (current - target < PHASE_FLOOR_MS || elementChanged) continue;
    findings.push({
      ...shared,
      code: 'vitals.lcp-phase-grew',
      metric: 'lcp',
      impact: 'medium',
      kind: phase.startsWith('resource') ? 'network' : 'cpu',
      location: head.lcpElement?.selector ?? null,
      current,
      target,
      evidence: { phase },
    });
  }

  const shiftedBefore = new Set(base.shifts.map((shift) => shift.selector));
  for (const shift of head.shifts.filter(({ selector }) => !shiftedBefore.has(selector)).slice(0, 2)) {
    findings.push({
      ...shared,
      code: 'vitals.layout-shift-new',
      metric: 'cls',
      impact: shift.score >= 0.1 ? 'high' : 'medium',
      kind: 'cpu',
      location: shift.selector,
      current: shift.score,
      target: null,
      evidence: {},
    });
  }
  return findings;
}

/** The audits behind a metric, of each side's last visit. */
export function details({ metric }: { readonly metric: string }, evidence: Evidence<VitalsEvidence>) {
  const keys = DETAILS[metric];
  if (keys === undefined) return null;
  const of = (side: VitalsEvidence | null) => side && Object.fromEntries(keys.map((key) => [key, side[key]]));
  return { base: of(evidence.base), head: of(evidence.head) };
}

const DETAILS: Readonly<Record<string, readonly (keyof VitalsEvidence)[]>> = {
  lcp: ['lcpElement', 'lcpPhases', 'renderBlocking', 'resources'],
  tbt: ['longTasks', 'scripts', 'mainThreadMs'],
  cls: ['shifts'],
};
