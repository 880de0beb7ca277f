import type { ReportFinding } from '../../../model/report.ts';
import { type Sentence, say, trusted } from '../../../text/inline.ts';
import { counted } from '../../../text/quantity.ts';
import { amount, at, type CheckWords, figuresOf, inner, text } from '../../finding-text.ts';
import { fromTo, named, time } from './figures.ts';
import { inBundle } from './in-bundle.ts';

/** Sentences for findings on what keeps a page from painting. */

const PARTS: Readonly<Record<string, string>> = {
  inputDelayMs: 'the delay before the event is handled',
  processingMs: 'handling the event',
  presentationMs: 'painting the result',
};

function slower(finding: ReportFinding): Sentence {
  const part = inner(finding, 'part');
  const name = text(part, 'name');
  const most = name === null ? [] : say`, of which ${named(PARTS, name, 'a part')} ${fromTo(part, 'from', 'to', time)}`;
  return say`the next paint takes ${figuresOf(finding, 'ms')}${most}${at(', on ', text(finding, 'target'))}${at(', in ', text(finding, 'script'))}${inBundle(finding)}`;
}

function task(finding: ReportFinding): Sentence {
  const tasks = amount(finding, 'tasks') ?? 1;
  const took = fromTo(finding, 'from', 'to', time);
  const figures = took.length > 0 ? took : figuresOf(finding, 'ms');
  const what = tasks > 1 ? say`${trusted(counted(tasks, 'long task'))} took` : say`the longest task took`;
  return say`${what} ${figures}${at(', in ', finding.location)}${inBundle(finding)}`;
}

export const mainThreadFindings: CheckWords['findings'] = {
  'vitals.long-task-grew': task,
  'vitals.interaction-slower': slower,
};
