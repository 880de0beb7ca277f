/**
 * Entry of a forked process that makes visits one after another: for each `LighthouseRequest` it sends a `LighthouseAnswer`.
 * Only the first one loads Lighthouse. A failed visit is its last. A killed Chromium leaves unhandled rejections, and a
 * hanging one must be killed. Here both cost only this process, which Chromium never outlives.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LaunchedChrome, Launcher, launch } from 'chrome-launcher';
import { connect } from 'puppeteer-core';
import { accessFlags } from '../access/grant.ts';
import { CHROMIUM_FLAGS, withoutCallingFeatures } from '../browser/chromium-flags.ts';
import { MESSAGES } from './lhr-failure.ts';
import type { BrowserFailureCode, LighthouseAnswer, LighthouseFailure, LighthouseRequest } from './messages.ts';
import { pipeTransport } from './pipe-transport.ts';
import { beginStep, withStep } from './step-under-way.ts';

const OUTPUT_LINES = 10;

/** The visit under way. */
interface Visit {
  readonly profile: string;
  browser: LaunchedChrome | null;
  connected: boolean;
  /** Settles when the browser has ended; null while it is needed. */
  end: Promise<void> | null;
}

let current: Visit | null = null;

async function start(request: LighthouseRequest): Promise<void> {
  const own: Visit = { profile: request.profile, browser: null, connected: false, end: null };
  current = own;
  beginStep(null);
  await visit(request, own).then((message) => answer(own, message), onError);
}

async function visit(request: LighthouseRequest, own: Visit): Promise<LighthouseAnswer> {
  const loading = import('./lighthouse-visit.ts'); // takes half a second, while Chromium starts
  const browser = await launch({
    chromePath: request.chromium,
    userDataDir: request.profile,
    // Otherwise it stores crash reports in the user's configuration folder, and leaves sockets in /tmp when killed.
    envVars: {
      ...process.env,
      ...request.environment,
      BREAKPAD_DUMP_LOCATION: request.profile,
      TMPDIR: request.profile,
    },
    ignoreDefaultFlags: true, // `flags` contains them
    chromeFlags: flags(request),
    handleSIGINT: false, // see the end of this file
  });
  own.browser = browser;
  browser.process.once('exit', (code, signal) => {
    if (own.end !== null) return;
    const end = `It ended with ${signal ? `signal ${signal}` : `exit code ${code}`}.`;
    void answer(own, own.connected ? failure('BROWSER_DIED', `Chromium died. ${end}`) : notStarted(end));
  });
  const pipes = browser.remoteDebuggingPipes;
  if (!pipes) throw new Error('chrome-launcher gave no debugging pipes');
  const transport = pipeTransport(pipes.outgoing, pipes.incoming);
  const downloadBehavior = { policy: 'deny' } as const; // otherwise it would save to the user's folder, or prompt
  const connection = await connect({ transport, defaultViewport: null, downloadBehavior });
  own.connected = true;
  return (await loading).visitWith(connection, request, () => void endBrowser(own));
}

const flags = ({ sandbox, access, certificate }: LighthouseRequest): string[] => [
  ...withoutCallingFeatures([...Launcher.defaultFlags(), ...CHROMIUM_FLAGS]),
  ...accessFlags(access),
  ...(certificate === undefined ? [] : [`--ignore-certificate-errors-spki-list=${certificate}`]),
  // Chromium ends when this pipe closes, even if this process is killed, and opens no port.
  '--remote-debugging-pipe',
  ...(sandbox ? [] : ['--no-sandbox']),
];

const notStarted = (why: string): LighthouseFailure => failure('BROWSER_NOT_STARTED', `Chromium did not start. ${why}`);

function failure(code: BrowserFailureCode, message: string): LighthouseFailure {
  return { ok: false, code, message, status: null, output: lastOutput() };
}

/** Lighthouse's own errors have a code and a sentence; others have only a message. */
function thrown(error: unknown): LighthouseFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (!current?.connected) return notStarted(`${message}.`);
  const { code, friendlyMessage } = Object(error) as { code?: unknown; friendlyMessage?: unknown };
  if (typeof code === 'string' && typeof friendlyMessage === 'string') {
    return { ok: false, code, message: MESSAGES[code] ?? friendlyMessage, status: null, output: null };
  }
  return failure('LIGHTHOUSE_FAILED', `Lighthouse failed: ${message}.`);
}

function lastOutput(): string | null {
  if (current === null) return null;
  try {
    const lines = readFileSync(join(current.profile, 'chrome-err.log'), 'utf8').trimEnd().split('\n');
    // Healthy visits print these too: complaints about D-Bus, and about the loopback address in our flags.
    const telling = lines.filter((line) => !/:dbus\/|isolated_origin_util/.test(line));
    return telling.slice(-OUTPUT_LINES).join('\n') || null;
  } catch {
    return null; // it printed nothing
  }
}

/** Ends Chromium and waits for its exit, so that nothing writes to the profile while the parent removes it. */
function endBrowser(own: Visit): Promise<void> {
  own.end ??= endOf(own.browser);
  return own.end;
}

async function endOf(browser: LaunchedChrome | null): Promise<void> {
  if (!browser || browser.process.exitCode !== null || browser.process.signalCode !== null) return;
  const ended = new Promise((resolve) => browser.process.once('exit', resolve));
  browser.kill();
  await ended;
}

async function answer(own: Visit, message: LighthouseAnswer): Promise<void> {
  if (current !== own) return;
  current = null;
  await endBrowser(own);
  process.send?.(message.ok ? message : withStep(message), () => {
    if (!message.ok) process.exit(0);
  });
}

function abandon(exitCode: number): void {
  current?.browser?.kill();
  process.exit(exitCode);
}

// A dying Chromium causes rejections before its exit event, which explains more. Wait for it a moment.
const EXIT_GRACE_MS = 500;
const onError = (error: unknown): void => {
  const own = current;
  if (own !== null) setTimeout(() => void answer(own, thrown(error)), EXIT_GRACE_MS);
};
process.on('uncaughtException', onError);
// Puppeteer and Lighthouse leave some, for example when a tab closes before they query it. The visit awaits all that it
// needs, so it may still succeed. If it never ends, the parent ends it.
process.on('unhandledRejection', () => {});

process.once('disconnect', () => abandon(1));
process.once('SIGTERM', () => abandon(143));
process.once('SIGINT', () => abandon(130));
process.once('SIGHUP', () => abandon(129));
process.on('message', (request: LighthouseRequest) => void start(request));
