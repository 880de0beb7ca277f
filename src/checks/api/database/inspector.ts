import type { DatabaseTaps } from '../../../inspect/database-taps.ts';
import type { ConnectionsSeen, PlansSeen, RequestSeen } from '../../../inspect/seen.ts';
import type { Checkout } from '../../../model/checkout.ts';
import type { Subject } from '../../../model/subject.ts';
import type { VisitFailure } from '../../../model/visit.ts';
import type { Inspection, InspectionRequest } from '../../inspection.ts';
import { conversationOf } from '../conversation.ts';
import type { LoadResult } from '../load-result.ts';
import type { ApiSettings } from '../settings.ts';
import { isMissing, isRight } from '../summarise.ts';
import type { Inside } from './launches.ts';
import { valuesOfLaunch, valuesOfRequest } from './values.ts';

/** Requests until two in a row ask the same: caches fill, connections open, catalogues are read. */
const WARM_UP = { least: 3, most: 20 } as const;
const LIMIT_TIMEOUTS = 2;
/** The first makes the sessions send their plans; the last is read. */
const EXPLAINED = 2;
/** Requests of a load for each connection, and the longest that it is waited for. */
const LOAD = { perConnection: 5, limitMs: 1_000 } as const;

/**
 * Watches single requests of an endpoint. They have numbers of their own, apart from timed launches, so unique values
 * stay unique.
 */
export function inspector(
  subject: Subject<ApiSettings>,
  { side }: Checkout,
  head: string,
): (request: InspectionRequest) => Promise<Inspection<Inside> | VisitFailure> {
  const { request, connections, timeoutMs, expect, texts } = subject.settings;
  const conversation = conversationOf(subject, side, head, 'inspected');
  const { name } = subject;

  return async ({ launch, server, databases, visits, locate, keepSecret, signal }) => {
    const { load } = await import('../load.ts');
    const target = { launch, server, signal, ...(keepSecret && { keepSecret }) };
    const unprepared = await conversation?.prepare(target, 1);
    if (unprepared) return unprepared;

    /** @param round of a visit; null: any other request */
    const send = (round: number | null, amount = 1, limitMs = LIMIT_TIMEOUTS * timeoutMs): Promise<LoadResult> =>
      load({
        origin: server.origin,
        ip: server.ip,
        request,
        ...(conversation && { script: conversation.script(target, round, amount) }),
        ...(texts && { texts }),
        connections: amount === 1 ? 1 : connections,
        amount,
        timeoutMs,
        limitMs,
        signal,
      });
    /** @throws Unanswered if the answer is not as it must be */
    const watch = async (round: number | null): Promise<Watched> => {
      const watched = await databases.watch(name, () => send(round), round !== null);
      assertAnswered(watched.answer);
      return watched;
    };
    const assertAnswered = ({ answers: [answer], error }: LoadResult): void => {
      if (answer !== undefined && isRight(answer, expect)) return;
      if (side === 'base' && answer !== undefined && isMissing(answer.status)) throw new Unanswered('absent', '');
      const why =
        answer === undefined
          ? `was not answered${error === null ? '' : `: ${error}`}`
          : `answered ${answer.status}${answer.wrongText === undefined ? '' : ` ${answer.wrongText}`}`;
      throw new Unanswered('no-answer', `${request.method} ${request.path} ${why} while it was watched`);
    };

    try {
      await warmUp(() => watch(null));
      if (locate !== null) {
        const places = await databases.places((ports) => locate(ports, () => send(null)));
        return { ok: true, visits: () => [], evidence: () => ({ ...NOTHING, places }) };
      }
      const watched: Watched[] = [];
      for (let index = 0; index < visits; index++) watched.push(await watch(launch * visits + index));
      const requests = () => watched.map(({ seen }) => seen);
      let explained: { readonly plans: PlansSeen | null } = { plans: null };
      for (let sent = 0; sent < EXPLAINED; sent++) explained = await databases.watchPlans(name, () => send(null));
      // Background shapes are included: they may turn out to belong to the requests.
      const all = requests().flatMap((seen) => [...seen.shapes, ...seen.background]);
      const access = await databases.ask([...new Set(all.map(({ shape }) => shape))]);
      const connectionsSeen = await underLoad(databases, () =>
        send(null, LOAD.perConnection * connections, LOAD.limitMs),
      );
      const evidence = (): Inside => {
        const asked = new Set(requests().flatMap(shapesOf));
        const shapes = access?.shapes.filter(({ shape }) => asked.has(shape)) ?? [];
        return {
          requests: requests(),
          plans: explained.plans,
          access: access && { ...access, shapes },
          connections: connectionsSeen,
        };
      };
      const values = (seen: RequestSeen, index: number) => ({
        ...valuesOfRequest(seen),
        ...(index === 0 && valuesOfLaunch(evidence())),
      });
      return { ok: true, visits: () => requests().map(values), evidence };
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      return { ok: false, code: error.code, message: error.message, retry: false };
    }
  };
}

const NOTHING: Inside = { requests: [], plans: null, access: null, connections: null };

/** `seen` leaves out the server's own statements, as far as they are known when it is read. */
interface Watched {
  readonly seen: RequestSeen;
}

class Unanswered extends Error {
  readonly code: VisitFailure['code'];
  constructor(code: VisitFailure['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const shapesOf = ({ shapes }: RequestSeen): string[] => shapes.map(({ shape }) => shape);

async function warmUp(watch: () => Promise<Watched>): Promise<void> {
  let last = '';
  for (let sent = 1, isSame = false; sent <= WARM_UP.most && !(isSame && sent > WARM_UP.least); sent++) {
    const { shapes } = (await watch()).seen;
    const asked = JSON.stringify(shapes.map(({ shape, times }) => [shape, times]));
    isSame = asked === last;
    last = asked;
  }
}

/** Null where the load was cut short: fewer connections may have been needed. */
async function underLoad(databases: DatabaseTaps, send: () => Promise<LoadResult>): Promise<ConnectionsSeen | null> {
  const { answer, connections } = await databases.watchLoad(send);
  return answer.cut === 'refused' || answer.cut === 'hung' || answer.answers.length === 0 ? null : connections;
}
