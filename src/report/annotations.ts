import type { Report, Result } from '../model/report.ts';
import { limitText } from '../text/quantity.ts';
import { hasRegressed, isAsBase, isOverBudget } from './result-state.ts';
import { figures } from './words/figures.ts';
import { nameOf } from './words/name.ts';
import { OVER_BUDGET, REGRESSED, thresholdText } from './words/vocabulary.ts';

/** A message on a line of a file. */
export interface Annotation {
  /** Relative to the working directory, as in the report. */
  readonly file: string;
  readonly line: number;
  readonly level: 'failure' | 'warning';
  readonly title: string;
  readonly message: string;
}

type Position = NonNullable<Result['threshold']['source']>;

const annotation = (result: Result, at: Position, broken: string, message: string): Annotation => ({
  file: at.file,
  line: at.line,
  level: result.verdict === 'fail' ? 'failure' : 'warning',
  title: `${nameOf(result)}: ${broken}`,
  message,
});

function overBudget(result: Result): Annotation[] {
  const { budget, unit, worse } = result;
  if (budget?.source == null || !isOverBudget(result)) return [];
  const { base, head, scale } = figures(result);
  const limit = limitText(budget.limit, unit, scale);
  const than = `${worse === 'higher' ? 'over' : 'below'} ${budget.default ? 'the default' : 'its'} budget of`;
  const kept = budget.ratchet === true ? ', which base has reached (ratchet)' : '';
  const asBase = budget.asBase ? `, as base is (${base})` : '';
  const own = isAsBase(result) ? '; set your own' : '';
  const message = `${nameOf(result)} is ${head}, ${than} ${limit}${kept}${asBase}${own}`;
  return [annotation(result, budget.source, OVER_BUDGET, message)];
}

function regressed(result: Result): Annotation[] {
  const { threshold } = result;
  if (threshold.source === null || !hasRegressed(result)) return [];
  const { base, head, change } = figures(result);
  const { main, detail } = change;
  const by = detail === null ? main : `${main} (${detail})`;
  const message = `${nameOf(result)} went from ${base} to ${head}: ${by}, past its threshold of ${thresholdText(result)}`;
  return [annotation(result, threshold.source, REGRESSED, message)];
}

/** One annotation for each broken limit, on the config line that sets it. A default has no line, so its subject's line is used. */
export const annotations = ({ results }: Report): Annotation[] =>
  results
    .filter(({ verdict }) => verdict !== 'accepted')
    .flatMap((result) => [...overBudget(result), ...regressed(result)]);
