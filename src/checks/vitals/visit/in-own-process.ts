import { type TreeUse, watchTree } from '../../../observe/watch-tree.ts';
import { markTree } from '../../../workspace/processes/process-tree.ts';
import { findChromium, findSandbox } from '../browser/chromium.ts';
import { temporaryProfile } from '../browser/profile.ts';
import {
  type BrowserFailureCode,
  isAnswer,
  type LighthouseAnswer,
  type LighthouseFailure,
  type LighthouseRequest,
  type StepBegun,
} from './messages.ts';
import { duringStep } from './step-under-way.ts';
import { endProcess, keepProcess, takeProcess } from './visit-process.ts';

/** The page to visit, and how. `visitPage` finds the browser. */
type PageVisit = Omit<LighthouseRequest, 'profile' | 'environment' | 'chromium' | 'sandbox'>;

/** Lighthouse gives a page 45 s to load. A visit that takes longer than this hangs. */
const NAVIGATION_LIMIT_MS = 90_000;
/** Steps before the visit load the page once more, and wait for their effects. */
const BEFORE_LIMIT_MS = 80_000;
/** Additional time for applied throttling, and for a full report. */
const SLOW_LIMIT_MS = 60_000;
/** A failed step takes 30 s, and its screenshot 5 s. A successful one may keep the page busy for 30 s more. */
const STEP_LIMIT_MS = 70_000;
/** Interval for sampling a browser's processes, many of which are short-lived. */
const LOOK_MS = 500;

/**
 * Makes one visit with this machine's browser. Every failure is an answer.
 *
 * @throws the reason of `signal`, if it aborts
 */
export async function visitPage(visit: PageVisit, signal: AbortSignal): Promise<LighthouseAnswer> {
  const found = findChromium();
  if ('problem' in found) return failure('BROWSER_NOT_STARTED', `${found.problem}.`);
  const { works } = await findSandbox(found.path);
  return (await inOwnProcess({ ...visit, chromium: found.path, sandbox: works }, signal)).answer;
}

/**
 * Makes one visit in a process that no other visit uses meanwhile. It stays for the next one if this one succeeds. The
 * browser and its profile are gone when this returns.
 *
 * @param limit aborts when the visit hangs
 */
export async function inOwnProcess(
  request: Omit<LighthouseRequest, 'profile' | 'environment'>,
  signal: AbortSignal,
  limit = AbortSignal.timeout(visitLimitMs(request)),
): Promise<{ answer: LighthouseAnswer; use: TreeUse | null }> {
  signal.throwIfAborted();
  await using profile = await temporaryProfile();
  const mark = markTree();
  const own = takeProcess();
  const { child, ended } = own;
  let succeeded = false;
  await using _own = {
    async [Symbol.asyncDispose]() {
      await (succeeded && !request.full ? keepProcess(own) : endProcess(own));
      // Chromium's crash handlers outlive it for a moment.
      if (child.pid !== undefined) await mark.end(child.pid);
    },
  };
  using tree = child.pid === undefined ? null : watchTree(child.pid, LOOK_MS);
  let step: string | null = null;
  const answered = new Promise<LighthouseAnswer>((resolve) =>
    child.on('message', (message: LighthouseAnswer | StepBegun) => {
      if (isAnswer(message)) resolve(message);
      else step = message.step;
    }),
  );
  child.send({ ...request, profile: profile.path, environment: mark.env } satisfies LighthouseRequest);

  const stopped = AbortSignal.any([signal, limit]);
  signal.throwIfAborted();
  const answer = await Promise.race([
    answered,
    own.broken.then((why) => failure('BROWSER_DIED', `The process that runs Lighthouse failed: ${why}.`)),
    ended.then(() => failure('BROWSER_DIED', 'The process that ran Lighthouse ended without an answer.')),
    new Promise<LighthouseFailure>((resolve) => {
      const hangs = failure('BROWSER_HUNG', `Lighthouse did not finish within ${visitLimitMs(request) / 1_000} s.`);
      stopped.addEventListener('abort', () => resolve(duringStep(hangs, step)), { once: true });
    }),
  ]);
  signal.throwIfAborted();
  child.removeAllListeners('message'); // it may make the next visit
  succeeded = answer.ok;
  return { answer, use: tree?.stop() ?? null };
}

/** A visit that takes longer hangs; milliseconds. */
export function visitLimitMs({ throttling, full, before, interactions }: PageVisit): number {
  const slow = (throttling === 'devtools' ? SLOW_LIMIT_MS : 0) + (full ? SLOW_LIMIT_MS : 0);
  const prepared = before.length > 0 ? BEFORE_LIMIT_MS : 0;
  return NAVIGATION_LIMIT_MS + prepared + slow + (before.length + interactions.length) * STEP_LIMIT_MS;
}

const failure = (code: BrowserFailureCode, message: string): LighthouseFailure => ({
  ok: false,
  code,
  message,
  status: null,
  output: null,
});
