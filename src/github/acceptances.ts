import { z } from 'zod';
import { labelKey } from '../model/label.ts';
import type { Acceptance } from '../model/report.ts';
import type { Client } from './api/client.ts';
import { type Refusal, refusal } from './api/refusal.ts';
import type { PullRequest } from './events/event.ts';

export interface AcceptancesRequest {
  /** Null if there is no token. */
  readonly client: Client | null;
  readonly owner: string;
  readonly repo: string;
  /** Null if there is no pull request, and so no labels. */
  readonly pull: Pick<PullRequest, 'number'> | null;
  /** The label that accepts all subjects; `<label>/<subject>` accepts one. Null if none does. */
  readonly label: string | null;
}

interface Acceptances {
  readonly acceptances: readonly Acceptance[];
  /** Failures to read from GitHub. */
  readonly refusals: readonly Refusal[];
}

/** It suffices for labels and events. `pull-requests: write` includes it. */
export const LABELS_PERMISSION = 'pull-requests: read';

/** A page has a hundred events. The search begins with the newest, because the last to set a label counts. */
const MOST_PAGES = 10;

/**
 * The labels of a pull request that accept breaches now, with who set them and when. It asks GitHub, because a re-run
 * gets the payload of the first run. Without the labels, nothing is accepted. Without only their events, the labels
 * still count but nobody is named: setting one takes the triage role.
 */
export async function readAcceptances(request: AcceptancesRequest): Promise<Acceptances> {
  const { client, pull, label: prefix, owner, repo } = request;
  if (pull === null || prefix === null) return NONE;
  const what = 'the labels of the pull request, so no breach is accepted';
  if (client === null) return { ...NONE, refusals: [{ task: 'read', what, why: { kind: 'no-token' } }] };

  const issue = { owner, repo, issue_number: pull.number, per_page: 100 };
  let found: Meaning[];
  try {
    const labels = await Array.fromAsync(labelsOf(client, issue));
    found = labels.flatMap((label) => meaningOf(label, prefix));
  } catch (error) {
    return { ...NONE, refusals: [refusal('read', what, LABELS_PERMISSION, error)] };
  }
  if (found.length === 0) return NONE;

  const setters = new Map<string, Setter>();
  const acceptances = () => found.map((one) => ({ ...one, ...(setters.get(nameOf(one)) ?? UNKNOWN) }));
  try {
    for await (const setter of settings(client, issue)) {
      if (!setters.has(nameOf(setter))) setters.set(nameOf(setter), { by: setter.by, at: setter.at });
      if (found.every((one) => setters.has(nameOf(one)))) break;
    }
    return { acceptances: acceptances(), refusals: [] };
  } catch (error) {
    return { acceptances: acceptances(), refusals: [refusal('read', 'who set the labels', LABELS_PERMISSION, error)] };
  }
}

type Meaning = Pick<Acceptance, 'label' | 'subject'>;
type Setter = Pick<Acceptance, 'by' | 'at'>;
type Issue = { owner: string; repo: string; issue_number: number; per_page: number };

const NONE: Acceptances = { acceptances: [], refusals: [] };
const UNKNOWN: Setter = { by: null, at: null };

const nameOf = ({ label }: { readonly label: string }): string => labelKey(label);

/** `perf-budget:accept` is for all subjects, `perf-budget:accept/app` for one. */
function meaningOf(label: string, prefix: string): Meaning[] {
  const start = label.slice(0, prefix.length);
  if (labelKey(start) !== labelKey(prefix)) return [];
  const rest = label.slice(prefix.length);
  if (rest === '') return [{ label, subject: null }];
  const subject = rest.slice(1).trim();
  return rest.startsWith('/') && subject !== '' ? [{ label, subject }] : [];
}

const labelPage = z.array(z.object({ name: z.string() }), { error: 'GitHub did not answer with labels' });

async function* labelsOf(client: Client, issue: Issue): AsyncGenerator<string> {
  for await (const { data } of client.paginate.iterator(client.rest.issues.listLabelsOnIssue, issue)) {
    for (const { name } of read(labelPage, data)) yield name;
  }
}

const eventPage = z.array(
  z.object({
    event: z.string().optional(),
    created_at: z.string().optional(),
    /** Null if the account is gone. */
    actor: z.object({ login: z.string() }).nullish(),
    label: z.object({ name: z.string() }).nullish().catch(null),
  }),
  { error: 'GitHub did not answer with events' },
);

/** The events in which a label was set, the newest first. GitHub lists the oldest first, so it starts with the last page. */
async function* settings(client: Client, issue: Issue) {
  const page = (page: number) => client.rest.issues.listEvents({ ...issue, page });
  const first = await page(1);
  const last = lastPage(first.headers.link);
  for (let at = last; at > Math.max(0, last - MOST_PAGES); at -= 1) {
    const { data } = at === 1 ? first : await page(at);
    for (const { event, label, actor, created_at } of read(eventPage, data).toReversed()) {
      if (event === 'labeled' && label) yield { label: label.name, by: actor?.login ?? null, at: created_at ?? null };
    }
  }
}

/** From `<https://…?page=7>; rel="last"`. There is no link if everything fits on one page. */
function lastPage(link: string | undefined): number {
  const url = link?.match(/<([^<>]+)>;\s*rel="last"/)?.[1];
  const page = url === undefined ? 1 : Number(new URL(url).searchParams.get('page'));
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}

function read<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'GitHub gave an unexpected answer');
  return parsed.data;
}
