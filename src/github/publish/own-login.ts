import { z } from 'zod';
import { type Client, ONCE } from '../api/client.ts';

export const login = z.object({ login: z.string().min(1) });
const viewer = z.object({ viewer: login });
const installation = z.object({ tokenType: z.literal('installation') });

/** The author of a workflow's default token. */
const WORKFLOW = 'github-actions';

/**
 * The author of what this token writes. GraphQL knows it for every token, and says `github-actions` where REST says
 * `github-actions[bot]`. Without GraphQL, REST knows the owner of a person's token. The token of an app's installation then
 * counts as the workflow's; the answer to our next comment names another app.
 */
export async function ownLogin(client: Client): Promise<string> {
  const answer = await client.graphql('{ viewer { login } }', { request: ONCE }).catch(() => null);
  const parsed = viewer.safeParse(answer);
  if (parsed.success) return withoutBot(parsed.data.viewer.login);
  if (installation.safeParse(await client.auth()).success) return WORKFLOW;
  const owner = login.safeParse((await client.rest.users.getAuthenticated()).data);
  if (!owner.success) throw new Error("GitHub did not name the token's owner");
  return owner.data.login;
}

export const withoutBot = (login: string) => login.replace(/\[bot\]$/, '');
