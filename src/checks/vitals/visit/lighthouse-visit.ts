import { gzipSync } from 'node:zlib';
import { navigationGather } from 'lighthouse/core/gather/navigation-runner.js';
import { Runner } from 'lighthouse/core/runner.js';
import type { Browser, Page } from 'puppeteer-core';
import { grantAccess } from '../access/grant.ts';
import { keepTexts } from './audit-texts.ts';
import { skipBenchmark } from './benchmark.ts';
import { blockRequests } from './block-requests.ts';
import { watchDocument } from './document-answer.ts';
import { emulate, keepEmulation } from './emulation.ts';
import { endlessDocument } from './endless-document.ts';
import { holdReloads } from './hold-reloads.ts';
import { measureInteractions, runSteps } from './interactions.ts';
import { withoutInterruptions } from './interruptions.ts';
import { lhrFailure } from './lhr-failure.ts';
import { navigationConfig } from './lighthouse-config.ts';
import { boundLoadWait } from './load-wait.ts';
import type { LighthouseAnswer, LighthouseFailure, LighthouseRequest } from './messages.ts';
import { readLog } from './page-log.ts';
import { settle } from './settle.ts';
import { beginStep } from './step-under-way.ts';
import { tabCrash } from './tab-crash.ts';
import { chooseTraceCategories } from './trace-categories.ts';

/** Lighthouse's own limit. */
const LOAD_LIMIT_MS = 45_000;
/** A missing page can't take steps: report its status, as without steps. */
const GONE = [404, 410];

/**
 * Performs the steps before, loads the page and measures its interactions, in one tab of a fresh browser.
 *
 * @param release called once the browser is no longer needed, which is before the page's figures are computed
 */
export async function visitWith(
  browser: Browser,
  request: LighthouseRequest,
  release: () => void,
): Promise<LighthouseAnswer> {
  const page = await browser.newPage();
  const crash = tabCrash(page, request.profile);
  const visit = visitIn(page, request, release).catch((error: unknown) => {
    // Lighthouse heard of it first.
    if (Object(error).code === 'TARGET_CRASHED') return crash;
    throw error;
  });
  return Promise.race([visit, crash, endlessDocument(page)]);
}

async function visitIn(page: Page, request: LighthouseRequest, release: () => void): Promise<LighthouseAnswer> {
  await blockRequests(page, request.block);
  await grantAccess(page, new URL(request.url).origin, request.access);
  const unprepared = await prepare(page, request);
  if (unprepared) return unprepared;
  keepEmulation(page);
  const { onKept, waited } = boundLoadWait(page, request.throttling);
  const { explained, cut } = watchDocument(page);
  const reloads = await holdReloads(page, onKept);
  skipBenchmark();
  chooseTraceCategories(request.full);
  const options = { config: navigationConfig(request), flags: { logLevel: 'silent' } } as const;
  const gathered = await Promise.race([navigationGather(page, request.url, options), cut]);
  if ('ok' in gathered) return gathered;
  if (request.interactions.length === 0) release();
  keepTexts(gathered.runnerOptions.resolvedConfig.audits);
  const result = await Runner.audit(gathered.artifacts, gathered.runnerOptions);
  if (!result) throw new Error('Lighthouse gave no result');
  const { lhr, artifacts } = result;
  const failure = lhrFailure(lhr);
  if (failure) return explained(failure);
  const trace = request.full ? gzipSync(JSON.stringify(artifacts.Trace)).toString('base64') : null;
  const reloaded = reloads();
  const log = await readLog(artifacts);
  const interactions = await measureInteractions(page, request);
  return { ok: true, lhr, log, interactions, trace, ...waited(), reloaded };
}

/**
 * Performs the steps before the visit, in the same tab, to keep their session storage. Lighthouse clears caches, but
 * neither cookies nor `localStorage`.
 */
async function prepare(page: Page, { url, device, before }: LighthouseRequest): Promise<LighthouseFailure | null> {
  if (before.length === 0) return null;
  using _ = withoutInterruptions(page);
  await emulate(page, device);
  const response = await page.goto(url, { timeout: LOAD_LIMIT_MS });
  const status = response?.status() ?? null;
  if (status !== null && GONE.includes(status)) {
    const message = `The server answered with status ${status}.`;
    return { ok: false, code: 'ERRORED_DOCUMENT_REQUEST', message, status, output: null };
  }
  const step = await runSteps(page, before);
  if (step) return { ok: false, code: 'STEP_FAILED', message: step.message, status: null, output: null, step };
  await settle(page);
  // Leave now, while `withoutInterruptions` still accepts the page's dialog before unloading.
  await page.goto('about:blank');
  beginStep(null);
  return null;
}
