import { z } from 'zod';
import type { Withheld } from '../../model/failure-code.ts';
import type { MeasuredEvent } from './event.ts';

const DEPENDABOT = 'dependabot[bot]';

const user = z.object({ login: z.string() });
const sender = z.object({ sender: user });

/**
 * Why GitHub gives this run no secrets of the repository; null if it does.
 * https://docs.github.com/en/actions/reference/security/secure-use
 *
 * @param actor GITHUB_ACTOR: who caused the run. A run that somebody makes again keeps it, and one that a person's push to
 * Dependabot's branch causes has secrets.
 */
export function withheldFrom(
  { pull }: Pick<MeasuredEvent, 'pull'>,
  payload: unknown,
  actor: string | undefined,
): Withheld | null {
  if (pull?.fork) return 'fork';
  return (actor ?? sender.safeParse(payload).data?.sender.login) === DEPENDABOT ? 'dependabot' : null;
}
