import { clean } from '../../../text/sanitize.ts';
import type { Step } from './step.ts';

/** Of a name, in characters; what makes a second one unique comes on top. */
const LONGEST = 76;

/** Short names for people, one a step and each only once: a second equal one ends in ` (2)`. */
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

const stepName = (step: Step): string => clean(words(step), LONGEST);

/** What is typed is not told: it may be a password. */
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
