import type { Page } from 'puppeteer-core';
import { clean } from '../../../text/sanitize.ts';
import type { Problem } from './problem.ts';
import { screenshotOf } from './screenshot.ts';
import type { Selector, Step, StepFailure } from './step.ts';
import { suggest, suggestOptions } from './suggestions.ts';

const LONGEST = 600;

/** The message and screenshot for a step that failed. `name` is the step's, as in `stepNames`. */
export async function stepFailure(page: Page, step: Step, name: string, problem: Problem): Promise<StepFailure> {
  return {
    step: name,
    absent: isAbsent(problem),
    message: `${clean(`${name}: ${await sentence(page, step, problem)}`, LONGEST)}.`,
    screenshot: await screenshotOf(page),
  };
}

/** The same for a page that no longer responds. */
export const bareFailure = (name: string, problem: Problem): StepFailure => ({
  step: name,
  absent: isAbsent(problem),
  message: `${clean(`${name}: ${problem.problem === 'other' ? problem.what : problem.problem}, and the page does not respond`, LONGEST)}.`,
  screenshot: null,
});

const isAbsent = ({ problem }: Problem): boolean => problem === 'no such element' || problem === 'no such option';

async function sentence(page: Page, step: Step, problem: Problem): Promise<string> {
  const where = pathOf(page.url());
  const selector = selectorOf(step);
  switch (problem.problem) {
    case 'no such element': {
      const instead = selector && (await suggest(page, step.action, selector).catch(() => ''));
      return `no such element on ${where}${instead ? `; ${instead}` : ''}`;
    }
    case 'no such option':
      return `no such option on ${where}; ${suggestOptions(step.action === 'select' ? step.option : '', problem.labels)}`;
    case 'malformed':
      return `${selector?.written ?? 'this'} is not a valid CSS selector`;
    case 'unusable':
      return `the element is on ${where}, but ${problem.but}`;
    case 'other':
      return `on ${where}, ${problem.what}`;
  }
}

function selectorOf(step: Step): Selector | null {
  switch (step.action) {
    case 'click':
    case 'press':
    case 'hover':
      return step.on;
    case 'type':
      return step.into;
    case 'select':
      return step.from;
    case 'scroll':
      return step.to;
    case 'wait-for':
      return step.what;
  }
}

/** Without the query, which may contain private data. */
function pathOf(address: string): string {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? clean(url.pathname, 100) : 'a page without an address';
}
