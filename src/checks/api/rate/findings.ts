import type { Finding } from '../../../model/finding.ts';
import type { Subject } from '../../../model/subject.ts';
import type { Mismatch } from '../../check.ts';
import type { Evidence, Worsened } from '../../explanation.ts';
import type { Outcomes } from '../outcomes.ts';
import type { ApiSettings } from '../settings.ts';
import { servedBehind } from './served.ts';

/** What grows with a queue. */
const QUEUED = ['p50', 'p90', 'p95', 'p99', 'max', 'error-rate'];

/** Head serves fewer requests than come, so that its queue grows: the cause of its response times and time-outs. */
export function queues(
  { name, variant, settings }: Subject<ApiSettings>,
  { base, head }: Evidence<Outcomes>,
  worse: readonly Worsened[],
): Finding[] {
  const { rate } = settings;
  const served = servedBehind(head?.served ?? [], rate);
  const explained = worse.filter(({ metric }) => QUEUED.includes(metric));
  const [first] = explained.toSorted((a, b) => Number(b.fails ?? false) - Number(a.fails ?? false));
  if (served === null || first === undefined) return [];
  const before = servedBehind(base?.served ?? [], rate);
  return [
    {
      code: 'api.queue-grows',
      check: 'api',
      subject: name,
      variant,
      part: null,
      metric: first.metric,
      impact: first.fails ? 'critical' : 'high',
      kind: 'cpu',
      location: null,
      current: first.head ?? null,
      target: first.base ?? null,
      evidence: { rate, served: rounded(served), ...(before !== null && { servedBefore: rounded(before) }) },
      suggestion: { code: before === null ? 'serve-rate' : 'lower-rate', effort: before === null ? 'medium' : 'low' },
    },
  ];
}

/** Says which side's response times are those of a queue. */
export function queueNotes(
  { name, settings: { request, rate } }: Subject<ApiSettings>,
  visits: Record<'base' | 'head', readonly Outcomes[]>,
): Mismatch[] {
  const behind = (['base', 'head'] as const).flatMap((side) => {
    const served = servedBehind(
      visits[side].flatMap((one) => one.served ?? []),
      rate,
    );
    return served === null ? [] : [`${side} serves ${rounded(served)}`];
  });
  if (behind.length === 0) return [];
  const message = `Of ${rate} requests a second to \`${request.method} ${request.path}\`, ${behind.join(', and ')}. The others queue up for as long as the load lasts, and its response times are those of this queue`;
  return [{ effect: 'noted', message, hint: `To compare response times without a queue, lower \`api.${name}.rate\`` }];
}

const rounded = (perSecond: number): number => Number(perSecond.toPrecision(3));
