/**
 * One visit of one page, in a process of its own: forked, it reads one `LighthouseRequest`, sends back one
 * `LighthouseAnswer` and ends. A Chromium that is killed leaves rejections that nobody awaits, and one that hangs must be
 * killable: here both cost no more than this process, and Chromium never outlives it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LaunchedChrome, Launcher, launch } from 'chrome-launcher';
import { connect } from 'puppeteer-core';
import { accessFlags } from '../access/grant.ts';
import { CHROMIUM_FLAGS, withoutCallingFeatures } from '../browser/chromium-flags.ts';
import type { BrowserFailureCode, LighthouseAnswer, LighthouseFailure, LighthouseRequest } from './messages.ts';
import { pipeTransport } from './pipe-transport.ts';

const OUTPUT_LINES = 10;

let profile: string | null = null;
let browser: LaunchedChrome | null = null;
let connected = false;
let answered = false;

async function visit(request: LighthouseRequest): Promise<LighthouseAnswer> {
  profile = request.profile;
  const loading = import('./lighthouse-visit.ts'); // half a second's work, while Chromium starts
  browser = await launch({
    chromePath: request.chromium,
    userDataDir: request.profile,
    // Else its crash reports lie in the user's own configuration folder, and a killed one leaves its sockets in /tmp.
    envVars: { ...process.env, BREAKPAD_DUMP_LOCATION: request.profile, TMPDIR: request.profile },
    ignoreDefaultFlags: true, // they are in `flags`
    chromeFlags: flags(request),
    handleSIGINT: false, // see the end of this file
  });
  browser.process.once('exit', (code, signal) => {
    const end = `It ended with ${signal ? `signal ${signal}` : `exit code ${code}`}.`;
    void answer(connected ? failure('BROWSER_DIED', `Chromium died. ${end}`) : notStarted(end));
  });
  const pipes = browser.remoteDebuggingPipes;
  if (!pipes) throw new Error('chrome-launcher gave no debugging pipes');
  const transport = pipeTransport(pipes.outgoing, pipes.incoming);
  const downloadBehavior = { policy: 'deny' } as const; // it would lie in the user's folder, or be asked for
  const connection = await connect({ transport, defaultViewport: null, downloadBehavior });
  connected = true;
  return (await loading).visitWith(connection, request);
}

const flags = ({ sandbox, access }: LighthouseRequest): string[] => [
  ...withoutCallingFeatures([...Launcher.defaultFlags(), ...CHROMIUM_FLAGS]),
  ...accessFlags(access),
  // Chromium ends when this pipe closes, so also when this process is killed; and no port is open to anyone.
  '--remote-debugging-pipe',
  ...(sandbox ? [] : ['--no-sandbox']),
];

const notStarted = (why: string): LighthouseFailure => failure('BROWSER_NOT_STARTED', `Chromium did not start. ${why}`);

function failure(code: BrowserFailureCode, message: string): LighthouseFailure {
  return { ok: false, code, message, status: null, output: lastOutput() };
}

/** For whatever was thrown: Lighthouse's own errors have a code and a sentence, others only what they say. */
function thrown(error: unknown): LighthouseFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (!connected) return notStarted(`${message}.`);
  const { code, friendlyMessage } = Object(error) as { code?: unknown; friendlyMessage?: unknown };
  if (typeof code === 'string' && typeof friendlyMessage === 'string') {
    return { ok: false, code, message: friendlyMessage, status: null, output: null };
  }
  return failure('LIGHTHOUSE_FAILED', `Lighthouse failed: ${message}.`);
}

function lastOutput(): string | null {
  if (!profile) return null;
  try {
    const lines = readFileSync(join(profile, 'chrome-err.log'), 'utf8').trimEnd().split('\n');
    // Complaints that every healthy visit has too: of no D-Bus, and of the loopback address in our own flags.
    const telling = lines.filter((line) => !/:dbus\/|isolated_origin_util/.test(line));
    return telling.slice(-OUTPUT_LINES).join('\n') || null;
  } catch {
    return null; // it never came to the point of printing
  }
}

/** Ends Chromium, and waits for it, so that nothing writes to the profile while the parent removes it. */
async function endBrowser(): Promise<void> {
  if (!browser || browser.process.exitCode !== null || browser.process.signalCode !== null) return;
  const ended = new Promise((resolve) => browser?.process.once('exit', resolve));
  browser.kill();
  await ended;
}

async function answer(message: LighthouseAnswer): Promise<void> {
  if (answered) return;
  answered = true;
  await endBrowser();
  process.send?.(message, () => process.exit(0));
}

function abandon(exitCode: number): void {
  browser?.kill();
  process.exit(exitCode);
}

// What a dying Chromium rejects comes before its exit is seen: the exit tells more, so it gets a moment to arrive.
const EXIT_GRACE_MS = 500;
const onError = (error: unknown) => setTimeout(() => void answer(thrown(error)), EXIT_GRACE_MS);
process.on('uncaughtException', onError);
// Puppeteer and Lighthouse leave some, as where a tab closes that they are about to ask something. What a visit needs is
// awaited, so the visit may well succeed; and one that then never ends is ended by the parent.
process.on('unhandledRejection', () => {});

process.once('disconnect', () => abandon(1));
process.once('SIGTERM', () => abandon(143));
process.once('SIGINT', () => abandon(130));
process.once('SIGHUP', () => abandon(129));
process.once('message', (request: LighthouseRequest) => void visit(request).then(answer, onError));
