import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_ACCESS } from '../../../src/checks/vitals/access/access.ts';
import { findChromium, findSandbox } from '../../../src/checks/vitals/browser/chromium.ts';
import {
  isAnswer,
  type LighthouseAnswer,
  type LighthouseRequest,
  type StepBegun,
} from '../../../src/checks/vitals/visit/messages.ts';

/** A page of a heading, a text that is pushed down 800 ms after the load, and a little script. */
export const PAGE = `<!doctype html><html lang="en"><title>Shop</title><meta name="viewport" content="width=device-width">
<h1>Hello</h1><p>Some text.</p><script>
for (const until = performance.now() + 60; performance.now() < until; );
addEventListener('load', () => setTimeout(() => {
  document.querySelector('p').insertAdjacentHTML('beforebegin', '<div style="height: 200px"></div>');
}, 800));
</script>`;

/** A site on loopback, closed with the test. */
export async function site(listener: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const html =
  (body: string, status = 200): RequestListener =>
  (request, response) => {
    response.writeHead(request.url === '/' ? status : 404, { 'content-type': 'text/html' }).end(body);
  };

export interface VisitProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly profile: string;
  /** The one answer; null if it ended without one. */
  readonly answer: Promise<LighthouseAnswer | null>;
  readonly ended: Promise<void>;
  /** Makes the same visit once more, after the answer. */
  again(): Promise<LighthouseAnswer | null>;
}

/** Starts `entry` as the probe does, in a profile of its own. */
export async function startVisit(
  entry: string,
  request: Pick<LighthouseRequest, 'url'> & Partial<LighthouseRequest>,
): Promise<VisitProcess> {
  const found = findChromium();
  if ('problem' in found) throw new Error(found.problem);
  const profile = mkdtempSync(join(tmpdir(), 'lighthouse-test-'));
  // What Chromium starts outside its process group is known by this in its environment.
  const child = fork(entry, { env: { ...process.env, VISIT_OF_TEST: profile }, execArgv: [] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answered = () =>
    new Promise<LighthouseAnswer | null>((resolve) => {
      child.on('message', (message: LighthouseAnswer | StepBegun) => {
        if (isAnswer(message)) resolve(message);
      });
      void ended.then(() => resolve(null));
    });
  const answer = answered();
  const whole = {
    device: 'mobile',
    throttling: 'simulate',
    before: [],
    block: [],
    interactions: [],
    access: NO_ACCESS,
    full: false,
    chromium: found.path,
    sandbox: (await findSandbox(found.path)).works,
    profile,
    environment: {},
  } as const;
  child.send({ ...whole, ...request });
  return {
    child,
    profile,
    answer,
    ended,
    again() {
      child.send({ ...whole, ...request });
      return answered();
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
      await until(() => processesOf(profile).length === 0);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The live processes that know `profile` from their call or their environment, without the test's own. */
export function processesOf(profile: string): number[] {
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid);
  return pids.filter((pid) => read(pid, 'cmdline').includes(profile) || read(pid, 'environ').includes(profile));
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it has ended, or is not ours
  }
}

/** Waits until `holds`; the test's time limit ends it otherwise. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
