import type { ReportFinding } from '../../model/report.ts';
import { amount } from '../finding-text.ts';
import { evidenceNumber } from '../gain.ts';

/** What a finding grew by in the table's unit, in bytes; null if only bytes without compression are known. */
export const compressedGrowth = (finding: ReportFinding): number | null =>
  finding.evidence.compression === 'none' ? null : evidenceNumber(finding, 'compressed');

const plainGrowth = ({ current, target }: ReportFinding): number => Math.max(0, (current ?? 0) - (target ?? 0));

/** What a finding grew by in bytes: after compression where that is known. */
export const grownBytes = (finding: ReportFinding): number =>
  Math.max(0, compressedGrowth(finding) ?? plainGrowth(finding));

/** What its fix saves of that, in bytes; null if the evidence does not show it. */
export function savedBytes(finding: ReportFinding): number | null {
  const [saves, grew, compressed] = [amount(finding, 'saves'), plainGrowth(finding), compressedGrowth(finding)];
  const ratio = compressed === null || grew === 0 ? 1 : Math.max(0, Math.min(1, compressed / grew));
  return saves === null ? null : saves * ratio;
}
