import { z } from 'zod';
import { clean } from '../../text/sanitize.ts';
import type { IdleEvent, MeasuredEvent } from './event.ts';
import { parse, sha } from './payload.ts';

const deploymentStatus = z.object({
  deployment_status: z.object({ state: z.string() }),
  deployment: z.object({ sha, environment: z.string() }),
});

/** A deployment passes through many states. Its site can only be visited in the state `success`. */
export function fromDeploymentStatus(payload: unknown): MeasuredEvent | IdleEvent {
  const { deployment_status: status, deployment } = parse(deploymentStatus, 'deployment_status', payload);
  if (status.state !== 'success') {
    return {
      kind: 'idle',
      why: `The deployment to ${clean(deployment.environment)} is in state ${clean(status.state)}`,
    };
  }
  return {
    kind: 'deployment_status',
    pull: null,
    commit: deployment.sha,
    base: { kind: 'merge-base', ref: null },
    mayStore: false,
  };
}
