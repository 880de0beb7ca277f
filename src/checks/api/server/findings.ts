import type { Finding } from '../../../model/finding.ts';
import type { Subject } from '../../../model/subject.ts';
import type { Worsened } from '../../explanation.ts';
import type { OfServer } from './subject.ts';

/** A server that holds more than before. */
export function findings(subject: Subject<OfServer>, worse: readonly Worsened[]): Finding[] {
  const found = worse.find(({ metric }) => metric === 'memory');
  if (found === undefined) return [];
  const { metric, base = null, head = null, absolute, fails } = found;
  return [
    {
      check: 'api',
      subject: subject.name,
      variant: subject.variant,
      part: null,
      code: 'process.heavier',
      metric,
      impact: fails ? 'critical' : 'high',
      kind: 'memory',
      location: null,
      current: head,
      target: base,
      evidence: { bytes: absolute },
      suggestion: { code: 'hold-less', effort: 'medium' },
    },
  ];
}
