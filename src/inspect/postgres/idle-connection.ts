import { setTimeout as sleep } from 'node:timers/promises';
import { afterQuestion } from './plans/questions.ts';
import type { Answer, Line } from './wire/own-questions.ts';
import type { Session } from './wire/session.ts';
import type { TapConnection } from './wire/tap-connection.ts';

/** A question of our own waits as long for an idle connection. */
const QUESTION_MS = 1_000;

/** Null if the connection was not idle in time. */
export async function withLine<T>(session: Session, use: (line: Line) => Promise<T>): Promise<T | null> {
  let isLate = false;
  const late = sleep(QUESTION_MS, null, { ref: false }).then((nothing) => {
    isLate = true;
    return nothing;
  });
  return Promise.race([session.borrow(async (line) => (isLate ? null : await use(line))), late]);
}

/** Asks on an idle connection with these rights, the app's own or one that it has left; null if none is idle. */
export async function askIdle(
  connections: Iterable<TapConnection>,
  database: string,
  sql: string,
): Promise<Answer | null> {
  const [one] = [...connections]
    .filter((one) => one.database === database && one.session.status() === 'I' && one.session.busySince() === null)
    .toSorted((a, b) => Number(b.isLeft) - Number(a.isLeft));
  if (one === undefined) return null;
  return withLine(one.session, async (line) => {
    const answer = await line.ask(sql);
    // The app must not get a connection within a transaction of ours.
    if (answer.error !== null) for (const end of afterQuestion(sql)) await line.ask(end);
    return answer;
  });
}

export const isInTransaction = ({ session }: TapConnection): boolean =>
  session.status() === 'T' || session.status() === 'E';
