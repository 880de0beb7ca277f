import type { ReportFinding } from '../../../model/report.ts';
import { code, figure, type Sentence, say, trusted } from '../../../text/inline.ts';
import { counted, quantity } from '../../../text/quantity.ts';
import { amount, type CheckWords, codeOr, figuresOf, text } from '../../finding-text.ts';
import { fromTo } from './figures.ts';

/** Sentences for findings on what moves on a page. */

/** `, when the font x.woff2 loads`. */
function because(finding: ReportFinding): Sentence {
  const what = text(finding, 'because');
  const by = text(finding, 'by');
  if (what === 'unsized-image') return say`, because the image${by === null ? [] : say` ${code(by)}`} has no size`;
  if (what === 'font') return say`, when the font${by === null ? [] : say` ${code(by)}`} loads`;
  if (what === 'frame') return say`, when a frame${by === null ? [] : say` (${code(by)})`} is inserted`;
  return [];
}

const score = (value: number): Sentence => [figure(quantity(value, 'score'))];

function shift(finding: ReportFinding): Sentence {
  if (amount(finding, 'score') === null && finding.location === null) {
    const all = figuresOf(finding, 'score');
    return say`the layout shifts further${all.length > 0 ? say`: ${all}` : []}, but no element that is still there explains it`;
  }
  const how = amount(finding, 'scoreBefore') === null ? 'now shifts: ' : 'shifts further: ';
  const figures = fromTo(finding, 'scoreBefore', 'score', score);
  return say`${codeOr(finding.location, 'an element')} ${trusted(how)}${figures}${because(finding)}`;
}

function unsized(finding: ReportFinding): Sentence {
  const more = (amount(finding, 'images') ?? 1) - 1;
  return say`the image ${codeOr(finding.location, 'of the page')}${more > 0 ? say` and ${trusted(counted(more, 'more', 'more'))}` : []} ${trusted(more > 0 ? 'have' : 'has')} no width or height`;
}

export const layoutFindings: CheckWords['findings'] = {
  'vitals.image-unsized': unsized,
  'vitals.layout-shift-new': shift,
  'vitals.layout-shift-grew': shift,
  'vitals.interaction-shift': shift,
};
