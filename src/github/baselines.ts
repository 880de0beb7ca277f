import * as core from '@actions/core';
import type { Baselines } from '../baseline/find.ts';
import { saveBaseline } from '../baseline/save.ts';
import type { Outcome } from '../run.ts';
import { createClient } from './api/client.ts';
import type { Environment } from './environment.ts';
import type { MeasuredEvent } from './events/event.ts';
import type { Inputs } from './inputs.ts';
import { ancestorsOf } from './stores/ancestors.ts';
import { openStores } from './stores/stores.ts';

export interface BaselinesRequest {
  readonly event: MeasuredEvent;
  readonly inputs: Inputs;
  readonly environment: Environment;
  /** The working directory, absolute. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

/** How long GitHub's answers may take in all, before it is done without them; milliseconds. */
const LONGEST_MS = 60_000;

/** Where this run finds baselines, and where it leaves its own; null: the input `baseline` wants none. */
export function openBaselines(request: BaselinesRequest): Baselines | null {
  const { event, inputs, environment, directory, signal } = request;
  const { baseline, name, branch, token } = inputs;
  if (baseline === 'measure' || baseline === 'none') return null;
  const { apiUrl, serverUrl, owner, repo, temp } = environment;
  const client = token === null ? null : createClient({ token, apiUrl, signal, totalMs: LONGEST_MS });
  const repository = { directory, token, serverUrl, signal };
  return {
    use: baseline,
    stores: openStores({ name, branch, environment, variables: process.env, client, temporary: temp }),
    ancestorsOf: (sha) => ancestorsOf(sha, { repository, client, owner, repo }),
    sentAt: event.sentAt,
  };
}

export interface KeepRequest extends Pick<BaselinesRequest, 'event' | 'inputs' | 'signal'> {
  readonly outcome: Outcome;
  readonly baselines: Baselines;
}

/** Keeps what was measured for later runs, where the event is one that may, and tells of it. */
export async function keepBaseline({ outcome, event, inputs, baselines, signal }: KeepRequest): Promise<void> {
  // Of a shard's share nothing can be compared: the job that joins them keeps the whole.
  if (!event.saves || inputs.shard !== null) return;
  const { stores } = baselines;
  const saved = await saveBaseline({ outcome, sha: event.commit, stores, now: Date.now(), signal });
  const short = event.commit.slice(0, 7);
  if (saved.stores.length > 0) core.info(`The baseline of ${short} is kept in ${saved.stores.join(' and ')}.`);
  if (saved.refusals.length > 0) {
    const rest = saved.stores.length > 0 ? '' : ' Pull requests have to measure base themselves.';
    core.warning(`The baseline of ${short} was not saved: ${saved.refusals.join('; ')}.${rest}`);
  }
}
