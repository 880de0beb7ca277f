import type { StoredEvidence } from './baseline/format.ts';
import type { Report } from './model/report.ts';
import type { Attachment } from './model/visit.ts';
import { masked } from './text/mask.ts';

interface Redactable {
  readonly report: Report;
  readonly files: readonly Attachment[];
  readonly evidence: readonly StoredEvidence[];
}

type Failure = Report['failures'][number];

/**
 * Hides a run's secrets in all text from outside: messages, outputs, evidence, files. Names, codes and verdicts are
 * perf-budget's own and stay: a cookie with the value `pass` must not remove that word from a report.
 *
 * @param secretsOfCommands secrets that the user's commands could print
 */
export function redact(
  { report, files, evidence }: Redactable,
  secrets: readonly string[],
  secretsOfCommands: readonly string[] = secrets,
): Redactable {
  const hide = masked(secrets);
  const hidePrinted = masked(secretsOfCommands);
  const inFailure = (failure: Failure): Failure => ({
    ...failure,
    message: hidePrinted(failure.message),
    ...(failure.hint === undefined ? {} : { hint: hide(failure.hint) }),
    ...(failure.output === undefined ? {} : { output: hidePrinted(failure.output) }),
  });
  return {
    report: {
      ...report,
      results: report.results.map((result) => ({ ...result, details: hide(result.details) })),
      findings: report.findings.map((finding) => ({
        ...finding,
        location: hide(finding.location),
        evidence: hide(finding.evidence),
      })),
      failures: report.failures.map(inFailure),
      notes: hidePrinted(report.notes),
    },
    evidence: evidence.map((one) => ({ ...one, data: hide(one.data) })),
    files: files.map((file) => ({ ...file, content: hidePrinted(file.content) })),
  };
}
