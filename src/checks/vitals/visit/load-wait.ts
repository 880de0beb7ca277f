import type { EventEmitter } from 'node:events';
import { ExecutionContext } from 'lighthouse/core/gather/driver/execution-context.js';
import { NetworkMonitor } from 'lighthouse/core/gather/driver/network-monitor.js';
import { ProtocolSession } from 'lighthouse/core/gather/session.js';
import type { Page } from 'puppeteer-core';
import type { Throttling } from '../settings.ts';
import { type LighthouseSuccess, LOAD_WAITS_MS, type Unsettled } from './messages.ts';

/** The function by which Lighthouse asks the page how long it has been idle. */
const ASKS_IF_IDLE = 'checkTimeSinceLastLongTaskInPage';

/** Lighthouse's wait for one page. */
interface Wait {
  readonly monitors: Set<NetworkMonitor>;
  /** The requests in flight when it ended. */
  left: string[];
  isWaiting: boolean;
  isNavigated: boolean;
  isOver: boolean;
  /** Lets Lighthouse go on as after the load event. */
  onLoad: () => void;
}

const inFlightOf = (monitors: Iterable<NetworkMonitor>): string[] => [
  ...new Set([...monitors].flatMap((monitor) => monitor.getInflightRequests().map(({ url }) => url))),
];

const newWait = (): Wait => ({
  monitors: new Set(),
  left: [],
  isWaiting: false,
  isNavigated: false,
  isOver: false,
  onLoad: () => {},
});
/** That of the visit under way: Lighthouse's classes are shared by all visits of a process. */
let wait = newWait();

const { enable, disable, _isIdlePeriod: isIdlePeriod } = NetworkMonitor.prototype;
NetworkMonitor.prototype.enable = function () {
  wait.monitors.add(this);
  return enable.call(this);
};
NetworkMonitor.prototype.disable = function () {
  wait.isNavigated ||= wait.isWaiting;
  const left = inFlightOf([this]);
  if (left.length > 0) wait.left = left;
  return disable.call(this);
};
NetworkMonitor.prototype._isIdlePeriod = function (...of) {
  return wait.isOver || isIdlePeriod.apply(this, of);
};
const sessions = ProtocolSession.prototype as unknown as EventEmitter;
const { once } = sessions;
sessions.once = function (event, listener) {
  if (event === 'Page.loadEventFired') wait.onLoad = listener;
  return once.call(this, event, listener);
};
const { evaluate } = ExecutionContext.prototype;
const answer = function (this: ExecutionContext, ...of: Parameters<typeof evaluate>) {
  const isAnswered = wait.isOver && of[0].name === ASKS_IF_IDLE;
  return isAnswered ? Promise.resolve(Number.MAX_SAFE_INTEGER) : evaluate.apply(this, of);
};
ExecutionContext.prototype.evaluate = answer as typeof evaluate;

/**
 * Ends Lighthouse's wait for a page without requests and long tasks this long after the load event: polls, streams and
 * animations never end. Lighthouse by itself would wait for 45 s. Before that, a page that is busy without requests is asked
 * for reduced motion, for the rest of the visit.
 *
 * @returns `onKept`, to be called once the page is kept from loading itself again: its load event may never come. `waited`
 * says what the wait was ended for, null while it was not; and whether reduced motion was asked for.
 */
export function boundLoadWait(
  page: Page,
  throttling: Throttling,
): { onKept(): void; waited(): Pick<LighthouseSuccess, 'unsettled' | 'calmed'> } {
  const own = newWait();
  wait = own;
  let unsettled: Unsettled | null = null;
  let calmed = false;
  const calm = () => {
    if (own.isNavigated || inFlightOf(own.monitors).length > 0) return;
    calmed = true;
    void page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]).catch(() => {}); // it closed
  };
  const takeAsIdle = () => {
    own.isOver = true;
    for (const monitor of own.monitors) monitor._emitNetworkStatus();
  };
  const end = () => {
    if (own.isNavigated) return;
    unsettled = { isLoaded: true, urls: inFlightOf(own.monitors) };
    takeAsIdle();
  };
  const waits = LOAD_WAITS_MS[throttling];
  page.on('load', () => {
    if (own.isWaiting || page.url() === 'about:blank') return; // Lighthouse begins there
    own.isWaiting = true;
    setTimeout(calm, waits.calm).unref();
    setTimeout(end, waits.end).unref();
  });
  const goOn = () => {
    if (own.isWaiting) return;
    own.isWaiting = true;
    takeAsIdle();
    own.onLoad();
  };
  return {
    onKept: () => void setTimeout(goOn, waits.end).unref(),
    waited: () => ({
      unsettled: unsettled ?? (own.isWaiting ? null : { isLoaded: false, urls: own.left }),
      calmed,
    }),
  };
}
