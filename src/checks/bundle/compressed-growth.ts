import type { ReportFinding } from '../../model/report.ts';
import { amount } from '../finding-text.ts';
import { evidenceNumber } from '../gain.ts';

/** Growth of a finding after compression, in bytes; null if only bytes without compression are known. */
export const compressedGrowth = (finding: ReportFinding): number | null =>
  finding.evidence.compression === 'none' ? null : evidenceNumber(finding, 'compressed');

const plainGrowth = ({ current, target }: ReportFinding): number => Math.max(0, (current ?? 0) - (target ?? 0));

/** Growth of a finding in bytes: after compression if that is known, else without. */
export const grownBytes = (finding: ReportFinding): number =>
  Math.max(0, compressedGrowth(finding) ?? plainGrowth(finding));

/** Bytes of that growth that the fix saves; null if the evidence does not show them. */
export function savedBytes(finding: ReportFinding): number | null {
  const [saves, grew, compressed] = [amount(finding, 'saves'), plainGrowth(finding), compressedGrowth(finding)];
  const ratio = compressed === null || grew === 0 ? 1 : Math.max(0, Math.min(1, compressed / grew));
  return saves === null ? null : saves * ratio;
}
