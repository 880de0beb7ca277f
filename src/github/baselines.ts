import * as core from '@actions/core';
import type { Baselines } from '../baseline/find.ts';
import type { Before } from '../baseline/find-trail.ts';
import { saveBaseline } from '../baseline/save.ts';
import type { Trail } from '../model/trail.ts';
import type { Outcome } from '../run.ts';
import { shortSha } from '../text/short-sha.ts';
import { createClient } from './api/client.ts';
import type { Environment } from './environment.ts';
import type { MeasuredEvent } from './events/event.ts';
import type { Inputs } from './inputs.ts';
import { ancestorsOf, lineBefore } from './stores/ancestors.ts';
import { remembering } from './stores/remembering.ts';
import { openStores } from './stores/stores.ts';

interface BaselinesRequest {
  readonly inputs: Inputs;
  /** That of base; see events/branch.ts. */
  readonly branch: string;
  readonly environment: Environment;
  /** The working directory, absolute. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

export interface OpenBaselines extends Baselines {
  readonly before: (sha: string) => Promise<Before>;
}

/** Limit for all requests to GitHub together, in milliseconds. After that the run continues without baselines. */
const LONGEST_MS = 60_000;

/**
 * The stores from which this run reads baselines, and to which it writes its own; null if the input `baseline` disables
 * them.
 */
export function openBaselines({
  inputs,
  branch: ofBase,
  environment,
  directory,
  signal,
}: BaselinesRequest): OpenBaselines | null {
  const { baseline, name, branch, token } = inputs;
  if (baseline === 'measure' || baseline === 'none') return null;
  const { apiUrl, serverUrl, owner, repo } = environment;
  const client = token === null ? null : createClient({ token, apiUrl, signal, totalMs: LONGEST_MS });
  const repository = { directory, token, serverUrl, signal };
  return {
    use: baseline,
    branch: ofBase,
    stores: openStores({ name, branch, environment, variables: process.env, client }).map(remembering),
    ancestorsOf: (sha) => ancestorsOf(sha, { repository, client, owner, repo }),
    before: (sha) => lineBefore(sha, { repository, client, owner, repo }),
  };
}

interface StoreRequest {
  readonly outcome: Outcome;
  readonly event: MeasuredEvent;
  readonly inputs: Inputs;
  readonly baselines: Baselines;
  /** The trail that ends with head; null: none. */
  readonly trail: Trail | null;
  readonly signal: AbortSignal;
}

/** Stores the figures of head for later runs if the event allows it, and logs the result. */
export async function storeBaseline({ outcome, event, inputs, baselines, trail, signal }: StoreRequest): Promise<void> {
  // A single shard is no baseline. The job that joins the shards stores the whole.
  if (!event.mayStore || inputs.shard !== null) return;
  const { stores, branch } = baselines;
  const saved = await saveBaseline({ outcome, sha: event.commit, branch, stores, trail, now: Date.now(), signal });
  const short = shortSha(event.commit);
  if (saved.stores.length > 0) core.info(`The baseline of ${short} is kept in ${saved.stores.join(' and ')}.`);
  if (saved.refusals.length > 0) {
    const rest = saved.stores.length > 0 ? '' : ' Pull requests have to measure base themselves.';
    core.warning(`The baseline of ${short} was not saved: ${saved.refusals.join('; ')}.${rest}`);
  }
}
