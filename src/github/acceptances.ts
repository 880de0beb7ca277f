import { z } from 'zod';
import type { Acceptance } from '../model/report.ts';
import type { Client } from './api/client.ts';
import type { PullRequest } from './events/event.ts';
import { type Refusal, refusal } from './publish/refusal.ts';

export interface AcceptancesRequest {
  /** Null: there is no token to ask with. */
  readonly client: Client | null;
  readonly owner: string;
  readonly repo: string;
  /** Null: there is none, and so there are no labels. */
  readonly pull: Pick<PullRequest, 'number'> | null;
  /** The label that accepts all subjects; `<label>/<subject>` accepts one. Null: none does. */
  readonly label: string | null;
}

export interface Acceptances {
  readonly acceptances: readonly Acceptance[];
  /** What GitHub did not tell. */
  readonly refusals: readonly Refusal[];
}

/** Reading labels and events takes no more; `pull-requests: write` holds it. */
const PERMISSION = 'pull-requests: read';

/** Of a hundred events each. A label is looked for among the newest events, for the last to set it is who counts. */
const MOST_PAGES = 10;

/**
 * Which labels of a pull request accept breaches now, and who set each when. It asks GitHub and never the payload of the
 * event, which a re-run gets as it was the first time. Where GitHub does not tell the labels, nothing is accepted; where
 * it tells only those, they count, for only who may triage can set them, and it is not known who did.
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
    return { ...NONE, refusals: [refusal('read', what, PERMISSION, error)] };
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
    return { acceptances: acceptances(), refusals: [refusal('read', 'who set the labels', PERMISSION, error)] };
  }
}

type Meaning = Pick<Acceptance, 'label' | 'subject'>;
type Setter = Pick<Acceptance, 'by' | 'at'>;
type Issue = { owner: string; repo: string; issue_number: number; per_page: number };

const NONE: Acceptances = { acceptances: [], refusals: [] };
const UNKNOWN: Setter = { by: null, at: null };

/** GitHub does not tell labels apart by case. */
const nameOf = ({ label }: { readonly label: string }): string => label.toLowerCase();

/** `perf-budget:accept` is of all subjects, `perf-budget:accept/app` of one. */
function meaningOf(label: string, prefix: string): Meaning[] {
  const start = label.slice(0, prefix.length);
  if (start.toLowerCase() !== prefix.toLowerCase()) return [];
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
    /** Null: the account is gone. */
    actor: z.object({ login: z.string() }).nullish(),
    label: z.object({ name: z.string() }).nullish().catch(null),
  }),
  { error: 'GitHub did not answer with events' },
);

/** Each time that a label was set, the newest first. GitHub has the oldest first, so the last page is where it starts. */
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

/** `<https://…?page=7>; rel="last"`. Where all fits one page there is no link. */
function lastPage(link: string | undefined): number {
  const url = link?.match(/<([^<>]+)>;\s*rel="last"/)?.[1];
  const page = url === undefined ? 1 : Number(new URL(url).searchParams.get('page'));
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}

function read<T>(schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message ?? 'GitHub answered oddly');
  return parsed.data;
}
