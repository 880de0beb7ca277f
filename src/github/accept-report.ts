import { accept, ofNothing, recordAccepted } from '../compare/accept.ts';
import type { AcceptedFigures } from '../model/accepted-figures.ts';
import type { Acceptance, Report } from '../model/report.ts';
import { type AcceptancesRequest, LABELS_PERMISSION, readAcceptances } from './acceptances.ts';
import { type Refusal, refusal } from './api/refusal.ts';
import type { CommentMode } from './inputs.ts';
import { readRecorded } from './publish/comment.ts';

interface AcceptRequest extends AcceptancesRequest {
  /** With `never` nothing is recorded, and a label accepts whatever stands. */
  readonly comment: CommentMode;
}

interface AcceptedReport {
  readonly report: Report;
  /** The figures that the labels were set on, to be recorded; null keeps the recorded ones. */
  readonly recorded: readonly AcceptedFigures[] | null;
  /** Acceptances of subjects that the report does not have. */
  readonly unused: readonly Acceptance[];
  readonly refusals: readonly Refusal[];
}

/**
 * The report with what the pull request's labels accept. The labels are also read without a breach if a comment can
 * record the figures they were set on.
 */
export async function acceptReport(report: Report, request: AcceptRequest): Promise<AcceptedReport> {
  const asItIs = { report, recorded: null, unused: [], refusals: [] };
  const { client, pull, comment, owner, repo } = request;
  const isRecorded = comment !== 'never' && client !== null;
  if (request.label === null || !(isRecorded || report.results.some(({ verdict }) => verdict === 'fail')))
    return asItIs;
  const { acceptances, refusals } = await readAcceptances(request);
  if (acceptances.length === 0 || client === null || pull === null)
    return { ...asItIs, recorded: refusals.length === 0 ? [] : null, refusals };
  let before: readonly AcceptedFigures[] = [];
  try {
    if (comment !== 'never')
      before = (await readRecorded({ client, owner, repo, number: pull.number, name: report.name })).accepted;
  } catch (error) {
    const what = 'what was accepted before, so no breach is accepted';
    return { ...asItIs, refusals: [...refusals, refusal('read', what, LABELS_PERMISSION, error)] };
  }
  const accepted = accept(report, acceptances, before);
  return {
    report: accepted,
    recorded: recordAccepted(accepted, acceptances, before),
    unused: ofNothing(report, acceptances),
    refusals,
  };
}
