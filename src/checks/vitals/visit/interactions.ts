import { startTimespan } from 'lighthouse';
import type { Page } from 'puppeteer-core';
import { stepNames } from '../steps/names.ts';
import { takeStep } from '../steps/run-step.ts';
import type { Step, StepFailure } from '../steps/step.ts';
import { withoutInterruptions } from './interruptions.ts';
import { interactionConfig } from './lighthouse-config.ts';
import type { InteractionAnswer, LighthouseRequest } from './messages.ts';
import { settle } from './settle.ts';
import { type SlowTarget, watchSlowTarget } from './slow-target.ts';

/** Something that a person does, with what is waited for after it. */
interface Interaction {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The steps by what they are measured as: a `wait-for` belongs to the step before it, or to none. */
export function interactionsOf(steps: readonly Step[]): { waits: readonly Step[]; interactions: Interaction[] } {
  const names = stepNames(steps);
  const starts = steps.flatMap((step, index) => (step.action === 'wait-for' ? [] : [index]));
  return {
    waits: steps.slice(0, starts[0] ?? steps.length),
    interactions: starts.map((start, n) => ({ name: names[start] ?? '', steps: steps.slice(start, starts[n + 1]) })),
  };
}

/** Takes the steps in the page as it is now, each in a timespan of Lighthouse's own. */
export async function measureInteractions(page: Page, request: LighthouseRequest): Promise<InteractionAnswer[]> {
  const { waits, interactions } = interactionsOf(request.interactions);
  if (interactions.length === 0) return [];
  using _ = withoutInterruptions(page);
  const slowTarget = await watchSlowTarget(page);
  let failure = await takeSteps(page, waits);
  const answers: InteractionAnswer[] = [];
  for (const interaction of interactions) {
    if (failure) answers.push({ ok: false, failure: notReached(interaction.name, failure) });
    else {
      const answer = await measure(page, interaction, slowTarget, request);
      answers.push(answer);
      if (!answer.ok) failure = answer.failure;
    }
  }
  return answers;
}

/** A step may need those before it. Whether its own element is there is not known. */
const notReached = (step: string, before: StepFailure): StepFailure => ({
  step,
  absent: false,
  message: `${step}: not reached, since a step before it failed (${before.message})`,
  screenshot: null,
});

async function measure(
  page: Page,
  { name, steps }: Interaction,
  slowTarget: SlowTarget,
  request: LighthouseRequest,
): Promise<InteractionAnswer> {
  const timespan = await startTimespan(page, { config: interactionConfig(request), flags: { logLevel: 'silent' } });
  const failure = await takeSteps(page, steps);
  if (failure) return { ok: false, failure: { ...failure, step: name } };
  await settle(page);
  const target = await slowTarget.take();
  const lhr = (await timespan.endTimespan())?.lhr;
  if (lhr && !lhr.runtimeError) return { ok: true, step: name, lhr, target };
  const message = `Lighthouse could not judge ${name}: ${lhr?.runtimeError?.message ?? 'it gave no result.'}`;
  return { ok: false, failure: { step: name, absent: false, message, screenshot: null } };
}

/** One after the other, up to the first that fails. */
export async function takeSteps(page: Page, steps: readonly Step[]): Promise<StepFailure | null> {
  const names = stepNames(steps);
  for (const [index, step] of steps.entries()) {
    const failure = await takeStep(page, step, names[index] ?? '');
    if (failure) return failure;
  }
  return null;
}
