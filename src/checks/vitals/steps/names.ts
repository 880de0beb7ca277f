import { clean } from '../../../text/sanitize.ts';
import type { Step } from './step.ts';

/** Characters of a name, without the suffix that makes it unique. */
const LONGEST = 76;

/** Short, unique names for readers, one per step. A second equal name ends in ` (2)`. */
export function stepNames(steps: readonly Step[]): string[] {
  const names = new Set<string>();
  for (const step of steps) {
    const name = stepName(step);
    let unique = name;
    for (let count = 2; names.has(unique); count++) unique = `${name} (${count})`;
    names.add(unique);
  }
  return [...names];
}

/** The names of the steps that are measured: a `wait-for` belongs to the step before it. */
export const interactionNames = (steps: readonly Step[]): string[] =>
  stepNames(steps.filter(({ action }) => action !== 'wait-for'));

const stepName = (step: Step): string => clean(words(step), LONGEST);

/** Without the typed text, which may be a password. */
function words(step: Step): string {
  switch (step.action) {
    case 'click':
      return `click ${step.on.written}`;
    case 'type':
      return `type into ${step.into.written}`;
    case 'press':
      return step.on === null ? `press ${step.key}` : `press ${step.key} on ${step.on.written}`;
    case 'select':
      return `select ${step.option} in ${step.from.written}`;
    case 'hover':
      return `hover ${step.on.written}`;
    case 'scroll':
      return `scroll to ${step.to.written}`;
    case 'wait-for':
      return `wait for ${step.what.written}`;
  }
}
