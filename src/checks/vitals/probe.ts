import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rounded } from '../../observe/rounded.ts';
import { type TreeUse, watchTree } from '../../observe/watch-tree.ts';
import { commandEnvironment } from '../../workspace/environment.ts';
import { markTree } from '../../workspace/tree.ts';
import type { Checkout, Subject } from '../check.ts';
import type { FailureCode, Probe, Visit, VisitFailure, VisitRequest } from '../visit.ts';
import { chromiumVersion, findChromium, findSandbox } from './chromium.ts';
import { errorStatus } from './document-status.ts';
import type { LighthouseAnswer, LighthouseFailure, LighthouseRequest } from './messages.ts';
import { temporaryProfile } from './profile.ts';
import { readEvidence, readValues } from './read-lhr.ts';
import type { VitalsSettings } from './settings.ts';

/** Lighthouse gives a page 45 s to load; whatever takes longer than this hangs. */
const VISIT_LIMIT_MS = 90_000;
/** Between two looks at a browser's processes: many of them do not live long. */
const LOOK_MS = 500;
/** How long a process that was told to end may take to end its Chromium. */
const GRACE_MS = 2_000;

/** Next to this file: lighthouse.ts in the sources, lighthouse.js among the bundles. */
const ENTRY = fileURLToPath(new URL(`./lighthouse${extname(import.meta.url)}`, import.meta.url));

export function probe(subject: Subject<VitalsSettings>, { side }: Checkout): Probe {
  const { path, device } = subject.settings;
  return {
    async visit({ server, signal }: VisitRequest): Promise<Visit> {
      if (server === null) throw new Error(`${subject.name} has no server`);
      const found = findChromium();
      if ('problem' in found) return { ok: false, code: 'browser-failed', message: found.problem, retry: false };
      const sandbox = await findSandbox(found.path);
      const url = `${server.origin}${path}`;
      const { answer, use } = await inOwnProcess({ url, device, chromium: found.path, sandbox: sandbox.works }, signal);
      if (!answer.ok) {
        const interstitial = answer.code === 'CHROME_INTERSTITIAL_ERROR';
        const status = interstitial ? await errorStatus(url, signal) : answer.status;
        return toFailure({ ...answer, status }, path, side);
      }
      const { lhr } = answer;
      // What it calls itself to servers ends in zeros.
      const userAgent = /Chrome\/([\d.]+)/.exec(lhr.environment.hostUserAgent)?.[1];
      const chromium = (await chromiumVersion(found.path)) ?? userAgent;
      return {
        ok: true,
        values: readValues(lhr),
        covariates: {
          benchmarkIndex: lhr.environment.benchmarkIndex,
          // A browser's threads are in each other's way on an idle machine too: what one of them met tells of the others.
          ...(use?.busiest == null ? {} : { delay: rounded(use.busiest.delay) }),
        },
        evidence: readEvidence(lhr),
        notes: sandbox.note === null ? [] : [sandbox.note],
        tools: { lighthouse: lhr.lighthouseVersion, ...(chromium ? { chromium } : {}) },
      };
    },
  };
}

/** One visit in a process of its own, with a browser profile of its own; both are gone when it returns. */
async function inOwnProcess(
  request: Omit<LighthouseRequest, 'profile'>,
  signal: AbortSignal,
): Promise<{ answer: LighthouseAnswer; use: TreeUse | null }> {
  signal.throwIfAborted();
  await using profile = await temporaryProfile();
  const mark = markTree();
  const child = fork(ENTRY, { env: commandEnvironment(mark.env), stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await using _child = {
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
        await ended;
        clearTimeout(force);
      }
      // Chromium's crash handlers outlive it for a moment.
      if (child.pid !== undefined) await mark.end(child.pid);
    },
  };
  using tree = child.pid === undefined ? null : watchTree(child.pid, LOOK_MS);
  const answered = new Promise<LighthouseAnswer>((resolve) =>
    child.once('message', (message) => resolve(message as LighthouseAnswer)),
  );
  child.send({ ...request, profile: profile.path } satisfies LighthouseRequest);

  const stopped = AbortSignal.any([signal, AbortSignal.timeout(VISIT_LIMIT_MS)]);
  const answer = await Promise.race([
    answered,
    ended.then(() => failure('BROWSER_DIED', 'The process that ran Lighthouse ended without an answer.')),
    new Promise<LighthouseFailure>((resolve) => {
      const hangs = failure('BROWSER_HUNG', `Lighthouse did not come to an end within ${VISIT_LIMIT_MS / 1_000} s.`);
      stopped.addEventListener('abort', () => resolve(hangs), { once: true });
    }),
  ]);
  signal.throwIfAborted();
  return { answer, use: tree?.stop() ?? null };
}

const failure = (code: string, message: string): LighthouseFailure => ({
  ok: false,
  code,
  message,
  status: null,
  output: null,
});

const OUR_CODES: Readonly<Record<string, FailureCode>> = {
  NO_FCP: 'no-paint',
  NO_LCP: 'no-paint',
  NO_LCP_ALL_FRAMES: 'no-paint',
  BROWSER_NOT_STARTED: 'browser-failed',
  BROWSER_DIED: 'browser-failed',
  BROWSER_HUNG: 'timed-out',
  PAGE_HUNG: 'timed-out',
};

/** A page that base answers with 404 is new; any other error of the document does not go away by asking again. */
function toFailure(answer: LighthouseFailure, path: string, side: 'base' | 'head'): VisitFailure {
  const output = answer.output === null ? {} : { output: answer.output };
  if (answer.status !== null) {
    const absent = side === 'base' && (answer.status === 404 || answer.status === 410);
    const message = `${side} answers ${answer.status} to GET ${path}`;
    return { ok: false, code: absent ? 'absent' : 'page-failed', message, ...output, retry: false };
  }
  const code = OUR_CODES[answer.code] ?? 'page-failed';
  // A page whose script never ends takes a minute or more to be given up, every time anew.
  const retry = answer.code !== 'PAGE_HUNG';
  return { ok: false, code, message: `${path}: ${answer.message}`, ...output, retry };
}
