import type { Note } from '../note.ts';
import { isInTransaction, withLine } from './idle-connection.ts';
import { EXPLAIN_OFF, EXPLAIN_ON } from './plans/questions.ts';
import type { PlanRan } from './plans/seen-plans.ts';
import { parsePlan } from './plans/tree.ts';
import type { Statement } from './sql/statement.ts';
import type { TapConnection } from './wire/tap-connection.ts';

interface Explaining {
  /** A connection has a new session. */
  began(connection: TapConnection): void;
  planned(json: string, statementOf: (text: string) => Statement | undefined): void;
  /** Collects the plans of all statements on the app's connections during `work`. Never two at a time. */
  during<T>(work: () => Promise<T>): Promise<{ readonly answer: T; readonly ran: readonly PlanRan[] }>;
  /** Why no plans came. */
  whyNone(): Pick<Note, 'code' | 'message'>;
}

const isSuperuser = ({ session }: TapConnection): boolean => session.settings.get('is_superuser') === 'on';

/**
 * Turns `auto_explain` on and off.
 *
 * @param connections the open ones, including those that the app has closed
 */
export function explaining(connections: () => readonly TapConnection[]): Explaining {
  const ofApp = () => connections().filter(({ isLeft }) => !isLeft);
  let plans: PlanRan[] | null = null;

  /** Once a connection is idle. A plain role may not have plans. */
  async function explain(connection: TapConnection, isOn: boolean): Promise<void> {
    const { session } = connection;
    // A transaction that was left open ends only with the next request, if ever.
    if (session.busySince() === null && session.status() !== 'I') return;
    await withLine(session, async (line) => {
      if (!isSuperuser(connection) || session.explains === isOn || isOn !== (plans !== null)) return;
      const { error } = await line.ask(isOn ? EXPLAIN_ON : EXPLAIN_OFF);
      session.explains = isOn && error === null;
    });
  }

  return {
    began(connection) {
      if (plans !== null) void explain(connection, true);
    },
    planned(json, statementOf) {
      const plan = parsePlan(json);
      const statement = statementOf(plan?.['Query Text'] ?? '');
      if (plan !== null && statement !== undefined && !statement.isHousekeeping)
        plans?.push({ shape: statement.shape, plan });
    },
    async during(work) {
      const ran: PlanRan[] = [];
      plans = ran;
      await Promise.all(ofApp().map((one) => explain(one, true)));
      try {
        return { answer: await work(), ran: [...ran] };
      } finally {
        plans = null;
        await Promise.all(ofApp().map((one) => explain(one, false)));
      }
    },
    whyNone() {
      if (ofApp().some(isInTransaction))
        return { code: 'no-plans', message: 'a transaction was left open on its connection' };
      return connections().some(isSuperuser)
        ? { code: 'no-plans', message: 'none came, as where its sessions hide notices' }
        : { code: 'no-superuser', message: 'its role is no superuser, so it may not load auto_explain' };
    },
  };
}
