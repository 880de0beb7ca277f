import type { Finding } from '../../../model/finding.ts';
import type { Subject } from '../../../model/subject.ts';
import type { Worsened } from '../../explanation.ts';
import type { OfServer } from './subject.ts';

const HEAVIER = ['heap', 'memory'];

/** A server that holds more than before. */
export const findings = (subject: Subject<OfServer>, worse: readonly Worsened[]): Finding[] =>
  worse
    .filter(({ metric }) => HEAVIER.includes(metric))
    .map(({ metric, base = null, head = null, absolute, fails }) => ({
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
      suggestion: { code: metric === 'heap' ? 'compare-heap-snapshots' : 'hold-less', effort: 'medium' },
    }));
