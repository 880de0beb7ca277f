import type { LighthouseFailure } from './messages.ts';

/** The last step that began, until all steps have ended. A process makes one visit at a time. */
let step: string | null = null;

export function beginStep(name: string | null): void {
  step = name;
}

/** A failure with the step in which it happened, if there is one. */
export function withStep(failure: LighthouseFailure): LighthouseFailure {
  if (step === null || failure.step !== undefined) return failure;
  return { ...failure, message: `${failure.message.replace(/\.$/, '')} (during the step ${step}).` };
}
