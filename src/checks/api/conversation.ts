import type { Side, Subject } from '../../model/subject.ts';
import type { VisitFailure } from '../../model/visit.ts';
import { cut } from '../../text/cut.ts';
import { isExpected } from '../../text/status.ts';
import type { RunningServer } from '../../workspace/servers/server.ts';
import { liftLimit } from '../lift-limit.ts';
import type { VisitRequest } from '../probe.ts';
import type { ResponseHead } from './autocannon.ts';
import { ask, type FullAnswer, unsendableHeader } from './requests/ask.ts';
import { type Cookies, keepCookie, withCookies } from './requests/cookies.ts';
import { bytesOf, messageOf } from './requests/message.ts';
import { type LaunchKind, numbersOf, type Start, uuidOf } from './requests/numbers.ts';
import { type Row, readRows } from './requests/row-file.ts';
import { savedFrom } from './requests/save.ts';
import { type Reference, textOf, type ValueOf } from './requests/template.ts';
import type { ApiSettings } from './settings.ts';

/** The values that one connection has saved in one launch. */
interface Session {
  readonly saved: Map<string, unknown>;
  readonly cookies: Cookies;
}

/** The requests of one load that differ from each other. */
export interface Script {
  /** @param index of the connection, from 0. Beyond those that were prepared, connections share their sessions. */
  connection(index: number): { next(): Buffer; answered(head: ResponseHead): void };
}

type Target = Pick<VisitRequest, 'launch' | 'server' | 'signal' | 'keepSecret'>;

/** An endpoint's requests on one side: the requests before, and the parts that differ from request to request. */
interface Conversation {
  /** Makes the requests before, once for each connection in a launch. Returns a failure if the load can't be sent. */
  prepare(target: Target, connections: number): Promise<VisitFailure | null>;
  /** @param round of a visit; null: a warm-up */
  script(target: Target, round: number | null, requests: number): Script;
}

/** Connections whose requests before are made at the same time. */
const AT_ONCE = 8;
/** Secrets of answers under load that are kept, at most. */
const MOST_COOKIES = 500;

/** Null if all requests are the same and there are none before them. */
export function conversationOf(
  subject: Subject<ApiSettings>,
  side: Side,
  head: string,
  launches: LaunchKind = 'timed',
): Conversation | null {
  const { request, before = [], data, keepCookies = false, timeoutMs } = subject.settings;
  const message = messageOf(request);
  const steps = before.map((step) => ({ ...step, message: messageOf(step.request) }));
  if (message.references.length === 0 && steps.length === 0 && !keepCookies) return null;
  const what = `${request.method} ${request.path}`;
  const isFixed = message.references.every(({ kind }) => kind === 'saved');
  const numbers = numbersOf(launches);
  let rows: readonly Row[] = [];
  let launch: number | null = null;
  let sessions: Session[] = [];
  let cookiesKept = 0;

  const valuesFor =
    ({ saved }: Session, { counter, row }: Start): ValueOf =>
    ({ kind, name }: Reference) => {
      if (kind === 'saved') return saved.get(name);
      if (kind === 'data') return rows[row % rows.length]?.[name];
      return kind === 'uuid' ? uuidOf(subject.name, counter) : counter;
    };

  async function sessionFor(index: number, counter: number, server: RunningServer, target: Target) {
    const session: Session = { saved: new Map(), cookies: new Map() };
    for (const {
      message,
      request: { path },
      save,
      expect,
    } of steps) {
      const filled = message.fill(valuesFor(session, { counter, row: index }));
      const sent = { ...filled, headers: withCookies(filled.headers, session.cookies) };
      const called = `${sent.method} ${path}`;
      const unsendable = unsendableHeader(sent.headers);
      if (unsendable !== null) {
        return failed(`${called} can not be sent: its header ${unsendable} has a character that no header may have`);
      }
      let answer: FullAnswer;
      try {
        answer = await ask(server, sent, { timeoutMs, signal: target.signal });
      } catch (error) {
        target.signal.throwIfAborted();
        return failed(`${called} was not answered: ${(error as Error).message}`, { retry: true });
      }
      if (!isExpected(answer.status, expect)) {
        // The body of a success or a redirect is left out: it may hold the secret that was to be saved.
        const words = answer.status >= 200 && answer.status < 400 ? '' : answer.body.trim();
        const message = `${called} answered ${answer.status}${words === '' ? '' : `: ${cut(words, 200)}`}`;
        return failed(message, { retry: answer.status >= 500, status: answer.status });
      }
      for (const header of answer.headers['set-cookie'] ?? []) keepCookie(session.cookies, header);
      for (const value of session.cookies.values()) target.keepSecret?.(value);
      for (const [name, place] of Object.entries(save)) {
        const found = savedFrom(answer, place);
        if ('problem' in found) return failed(`${called} gave nothing to save as ${name}: ${found.problem}`);
        session.saved.set(name, found.value);
        target.keepSecret?.(textOf(found.value));
      }
    }
    return session;
  }

  function failed(message: string, more: { readonly retry?: boolean; readonly status?: number } = {}): VisitFailure {
    const isMissing = side === 'base' && more.status !== undefined && [404, 405, 410, 501].includes(more.status);
    return {
      ok: false,
      code: isMissing ? 'absent' : 'before-failed',
      message: `what comes before ${what} failed: ${message}`,
      hint:
        more.status === 429 ? liftLimit(subject.settings.server) : `Correct \`before\` under \`api.${subject.name}\``,
      retry: more.retry ?? false,
    };
  }

  return {
    async prepare(target, connections) {
      const { server } = target;
      if (server === null) throw new Error(`${subject.name} has no server`);
      if (data !== undefined && rows.length === 0) {
        const read = await readRows(head, data, []);
        if (!read.ok) return { ok: false, code: 'before-failed', message: `${what}: ${read.problem}`, retry: false };
        rows = read.rows;
      }
      if (launch !== target.launch) sessions = [];
      launch = target.launch;
      while (sessions.length < connections) {
        const batch = Array.from({ length: Math.min(AT_ONCE, connections - sessions.length) }, (_, index) =>
          sessionFor(sessions.length + index, numbers.before(), server, target),
        );
        const made = await Promise.all(batch);
        const failure = made.find((one) => 'ok' in one);
        if (failure !== undefined) return failure;
        sessions.push(...made.flatMap((one) => ('ok' in one ? [] : [one])));
      }
      return null;
    },

    script({ server, keepSecret }, round, requests) {
      const host = new URL(server?.origin ?? '').host;
      const start = round === null ? numbers.warmUp(requests) : numbers.visit(round, requests);
      let sent = 0;
      return {
        connection(index) {
          const session = sessions[index % sessions.length] ?? { saved: new Map(), cookies: new Map() };
          const write = (at: Start) => {
            const filled = message.fill(valuesFor(session, at));
            const headers = keepCookies ? withCookies(filled.headers, session.cookies) : filled.headers;
            return bytesOf({ ...filled, headers }, host);
          };
          const fixed = isFixed && !keepCookies ? write(start) : null;
          return {
            next() {
              if (fixed !== null) return fixed;
              const at = sent++;
              return write({ counter: start.counter + at, row: start.row + at });
            },
            answered({ headers }) {
              if (!keepCookies) return;
              for (let at = 0; at + 1 < headers.length; at += 2) {
                if (headers[at]?.toLowerCase() !== 'set-cookie') continue;
                keepCookie(session.cookies, headers[at + 1] ?? '');
                if (cookiesKept++ < MOST_COOKIES) for (const value of session.cookies.values()) keepSecret?.(value);
              }
            },
          };
        },
      };
    },
  };
}
