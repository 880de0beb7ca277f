import { startTimespan } from 'lighthouse';
import type { Page } from 'puppeteer-core';
import type { OnHit } from '../steps/mouse.ts';
import { stepNames } from '../steps/names.ts';
import { runStep } from '../steps/run-step.ts';
import type { Step, StepFailure } from '../steps/step.ts';
import { withoutInterruptions } from './interruptions.ts';
import { interactionConfig } from './lighthouse-config.ts';
import type { InteractionAnswer, LighthouseRequest } from './messages.ts';
import { settle } from './settle.ts';
import { type SlowTarget, watchSlowTarget } from './slow-target.ts';
import { beginStep } from './step-under-way.ts';

/** A measured step, with the `wait-for` steps that follow it. */
interface Interaction {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** Groups steps into interactions. A `wait-for` belongs to the step before it; leading ones come first, unmeasured. */
export function interactionsOf(steps: readonly Step[]): { waits: readonly Step[]; interactions: Interaction[] } {
  const names = stepNames(steps);
  const starts = steps.flatMap((step, index) => (step.action === 'wait-for' ? [] : [index]));
  return {
    waits: steps.slice(0, starts[0] ?? steps.length),
    interactions: starts.map((start, n) => ({ name: names[start] ?? '', steps: steps.slice(start, starts[n + 1]) })),
  };
}

/** Performs the steps on the current page, each in its own Lighthouse timespan. */
export async function measureInteractions(page: Page, request: LighthouseRequest): Promise<InteractionAnswer[]> {
  const { waits, interactions } = interactionsOf(request.interactions);
  if (interactions.length === 0) return [];
  using _ = withoutInterruptions(page);
  const slowTarget = await watchSlowTarget(page);
  let failure = await runSteps(page, waits);
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

/** A step may depend on those before it. Whether its own element is on the page is unknown. */
const notReached = (step: string, before: StepFailure): StepFailure => ({
  step,
  absent: false,
  message: `${step}: not reached, because an earlier step failed (${before.message})`,
  screenshot: null,
});

async function measure(
  page: Page,
  { name, steps }: Interaction,
  slowTarget: SlowTarget,
  request: LighthouseRequest,
): Promise<InteractionAnswer> {
  const timespan = await startTimespan(page, { config: interactionConfig(request), flags: { logLevel: 'silent' } });
  let hit: string | null = null;
  const failure = await runSteps(page, steps, (element) => {
    hit ??= element;
  });
  if (failure) return { ok: false, failure: { ...failure, step: name } };
  await settle(page);
  const target = await slowTarget.take();
  const lhr = (await timespan.endTimespan())?.lhr;
  if (lhr && !lhr.runtimeError) return { ok: true, step: name, lhr, target, hit };
  const message = `Lighthouse could not measure ${name}: ${lhr?.runtimeError?.message ?? 'it gave no result.'}`;
  return { ok: false, failure: { step: name, absent: false, message, screenshot: null } };
}

/** Performs the steps in order, up to the first failure, which it returns. */
export async function runSteps(page: Page, steps: readonly Step[], onHit?: OnHit): Promise<StepFailure | null> {
  const names = stepNames(steps);
  for (const [index, step] of steps.entries()) {
    const name = names[index] ?? '';
    beginStep(name);
    const failure = await runStep(page, step, name, onHit);
    if (failure) return failure;
  }
  return null;
}
