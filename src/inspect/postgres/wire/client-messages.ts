import type { Statement } from '../sql/statement.ts';
import type { Exchange, Sent, SentNow } from './exchange.ts';
import { type Prepared, type Run, runOf } from './execution.ts';
import type { Frame } from './frames.ts';
import { bindOf, bodyReader } from './messages.ts';
import { bytesValue } from './values.ts';

/** A client's messages that ask the server to execute something. */
export const CLIENT_WANTS: ReadonlySet<string> = new Set(['Q', 'P', 'B', 'E', 'D', 'C']);

interface ClientEvents {
  readonly sentNow: SentNow;
  /** Called when the client has to wait once more for the server. */
  readonly roundTrip: () => void;
  /** The statements of a text, by the settings of the session. */
  readonly statementsOf: (text: string) => readonly Statement[];
}

/** Reads a client's messages, and queues the answers that the server owes. */
export function clientReader(
  exchange: Exchange,
  { sentNow, roundTrip, statementsOf }: ClientEvents,
): (frame: Frame) => void {
  const statements = new Map<string, Prepared>();
  const portals = new Map<string, Run>();

  function send(sent: Sent): void {
    if (!exchange.isSkipping) exchange.queue.push(sent);
  }

  return function readClient({ type, body }) {
    const reader = bodyReader(body ?? Buffer.alloc(0));
    switch (type) {
      case 'Q': {
        const text = reader.text();
        exchange.isSkipping = false;
        send({ kind: 'simple', runs: statementsOf(text).map((statement) => runOf(statement, [], sentNow())) });
        roundTrip();
        return;
      }
      case 'P': {
        const name = reader.text();
        const [statement] = statementsOf(reader.text());
        if (!exchange.isSkipping) statements.set(name, { statement, columns: [] });
        send({ kind: 'parse', statement });
        return;
      }
      case 'B': {
        const bind = bindOf(body ?? Buffer.alloc(0));
        const prepared = statements.get(bind.statement);
        if (prepared?.statement !== undefined) {
          const values = bind.parameters.map(({ bytes, isBinary }) => bytesValue(bytes, isBinary));
          portals.set(bind.portal, runOf(prepared.statement, values, sentNow(), prepared));
        } else portals.delete(bind.portal);
        send({ kind: 'bind' });
        return;
      }
      case 'D': {
        const isPortal = body?.[0] === 0x50;
        const name = body?.toString('utf8', 1, body.length - 1) ?? '';
        send({ kind: 'describe', of: isPortal ? portals.get(name) : statements.get(name) });
        return;
      }
      case 'E': {
        const portal = portals.get(reader.text());
        if (portal !== undefined) Object.assign(portal, sentNow());
        send({ kind: 'execute', run: portal ?? null });
        return;
      }
      case 'C': {
        const name = body?.toString('utf8', 1, body.length - 1) ?? '';
        if (body?.[0] === 0x53) statements.delete(name);
        send({ kind: 'close' });
        return;
      }
      case 'H':
        roundTrip();
        return;
      case 'S':
        // While rows are copied in, the server ignores it.
        if (exchange.isCopyingIn) return;
        exchange.isSkipping = false;
        exchange.queue.push({ kind: 'sync' });
        roundTrip();
        return;
      case 'F':
        exchange.isSkipping = false;
        exchange.queue.push({ kind: 'sync' });
        roundTrip();
        return;
      case 'c':
      case 'f':
        exchange.isCopyingIn = false;
        return;
      default:
        return;
    }
  };
}
