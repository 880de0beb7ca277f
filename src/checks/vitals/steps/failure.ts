import type { Page } from 'puppeteer-core';
import { clean } from '../../../text/sanitize.ts';
import type { Problem } from './problem.ts';
import { screenshotOf } from './screenshot.ts';
import type { Selector, Step, StepFailure } from './step.ts';
import { insteadOf, theOptions } from './suggestions.ts';

const LONGEST = 600;

/** What is said of a step that could not be taken, and shown of the page. `name` is the step's, as in `stepNames`. */
export async function stepFailure(page: Page, step: Step, name: string, problem: Problem): Promise<StepFailure> {
  return {
    step: name,
    absent: isAbsent(problem),
    message: `${clean(`${name}: ${await sentence(page, step, problem)}`, LONGEST)}.`,
    screenshot: await screenshotOf(page),
  };
}

/** The same where the page does not answer any more. */
export const bareFailure = (name: string, problem: Problem): StepFailure => ({
  step: name,
  absent: isAbsent(problem),
  message: `${clean(`${name}: ${problem.problem === 'other' ? problem.what : problem.problem}, and the page does not answer`, LONGEST)}.`,
  screenshot: null,
});

const isAbsent = ({ problem }: Problem): boolean => problem === 'no such element' || problem === 'no such option';

async function sentence(page: Page, step: Step, problem: Problem): Promise<string> {
  const where = pathOf(page.url());
  const selector = selectorOf(step);
  switch (problem.problem) {
    case 'no such element': {
      const instead = selector && (await insteadOf(page, step.action, selector).catch(() => ''));
      return `there is no such element on ${where}${instead ? `; ${instead}` : ''}`;
    }
    case 'no such option':
      return `there is no such option on ${where}; ${theOptions(step.action === 'select' ? step.option : '', problem.labels)}`;
    case 'malformed':
      return `${selector?.written ?? 'this'} is not a CSS selector that Chromium understands`;
    case 'unusable':
      return `there is such an element on ${where}, but ${problem.but}`;
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

/** Without the query, which may hold what is nobody's business. */
function pathOf(address: string): string {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? clean(url.pathname, 100) : 'a page without an address';
}
