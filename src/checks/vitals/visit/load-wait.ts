import { ExecutionContext } from 'lighthouse/core/gather/driver/execution-context.js';
import { NetworkMonitor } from 'lighthouse/core/gather/driver/network-monitor.js';
import type { Page } from 'puppeteer-core';
import { UNSETTLED_MS, type Unsettled } from './messages.ts';

/** The function by which Lighthouse asks the page how long it has been idle. */
const ASKS_IF_IDLE = 'checkTimeSinceLastLongTaskInPage';

/**
 * Ends Lighthouse's wait for a page without requests and long tasks this long after the load event: polls, streams and
 * animations never end. Lighthouse by itself would wait for 45 s. Call it once in a process.
 *
 * @returns what the wait was ended for; null while it was not.
 */
export function boundLoadWait(page: Page): () => Unsettled | null {
  const monitors = new Set<NetworkMonitor>();
  let unsettled: Unsettled | null = null;
  let isWaiting = false;
  let isOver = false;
  let isNavigated = false;

  const { enable, disable, _isIdlePeriod: isIdlePeriod } = NetworkMonitor.prototype;
  NetworkMonitor.prototype.enable = function () {
    monitors.add(this);
    return enable.call(this);
  };
  NetworkMonitor.prototype.disable = function () {
    isNavigated ||= isWaiting;
    return disable.call(this);
  };
  NetworkMonitor.prototype._isIdlePeriod = function (...of) {
    return isOver || isIdlePeriod.apply(this, of);
  };
  const { evaluate } = ExecutionContext.prototype;
  const answer = function (this: ExecutionContext, ...of: Parameters<typeof evaluate>) {
    return isOver && of[0].name === ASKS_IF_IDLE ? Promise.resolve(Number.MAX_SAFE_INTEGER) : evaluate.apply(this, of);
  };
  ExecutionContext.prototype.evaluate = answer as typeof evaluate;

  const end = () => {
    if (isNavigated) return;
    const inFlight = [...monitors].flatMap((monitor) => monitor.getInflightRequests());
    unsettled = { urls: [...new Set(inFlight.map(({ url }) => url))] };
    isOver = true;
    for (const monitor of monitors) monitor._emitNetworkStatus();
  };
  page.on('load', () => {
    if (isWaiting || page.url() === 'about:blank') return; // Lighthouse begins there
    isWaiting = true;
    setTimeout(end, UNSETTLED_MS).unref();
  });
  return () => unsettled;
}
