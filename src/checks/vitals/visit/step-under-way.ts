import type { LighthouseFailure, StepBegun } from './messages.ts';

/** The last step that began, until all steps have ended. A process makes one visit at a time. */
let step: string | null = null;

/** The parent must know it as well: it ends a process that hangs, and that can't tell any more. */
export function beginStep(name: string | null): void {
  if (name !== step) process.send?.({ step: name } satisfies StepBegun);
  step = name;
}

/** A failure with the step in which it happened, if there is one. */
export const withStep = (failure: LighthouseFailure): LighthouseFailure => duringStep(failure, step);

export function duringStep(failure: LighthouseFailure, name: string | null): LighthouseFailure {
  if (name === null || failure.step !== undefined) return failure;
  return { ...failure, message: `${failure.message.replace(/\.$/, '')} (during the step ${name}).` };
}
