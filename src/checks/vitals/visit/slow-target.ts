import type { CDPSession, Page } from 'puppeteer-core';
import { cut } from '../../../text/cut.ts';

/** An isolated JavaScript world in the page. The page's changes to its globals do not affect it. */
const WORLD = 'perf-budget';

const LONGEST_SELECTOR = 300;

/**
 * Remembers the target of an interaction's longest event. It is text rather than a function, because a bundler may insert
 * names that the page does not know. 16 ms is the smallest threshold that the platform allows.
 */
const OBSERVE = `(() => {
  if (globalThis.perfBudgetEvents) return;
  const longest = (globalThis.perfBudgetEvents = { durationMs: -1, target: null });
  const step = (element) => {
    if (element.id && document.querySelectorAll('#' + CSS.escape(element.id)).length === 1) return '#' + CSS.escape(element.id);
    const name = CSS.escape(element.localName);
    const alike = [...(element.parentNode?.children ?? [])].filter((other) => other.localName === element.localName);
    return alike.length > 1 ? name + ':nth-of-type(' + (alike.indexOf(element) + 1) + ')' : name;
  };
  const selectorOf = (node) => {
    const steps = [];
    for (let element = node.nodeType === 1 ? node : node.parentElement; element; element = element.parentElement) {
      steps.unshift(step(element));
      if (steps[0].startsWith('#') || element === document.body) break;
    }
    return steps.join(' > ');
  };
  const look = (entries) => {
    for (const { interactionId, duration, target } of entries) {
      if (!interactionId || !target || duration <= longest.durationMs) continue;
      longest.durationMs = duration;
      longest.target = selectorOf(target);
    }
  };
  const observer = new PerformanceObserver((list) => look(list.getEntries()));
  observer.observe({ type: 'event', durationThreshold: 16 });
  globalThis.perfBudgetTarget = () => {
    look(observer.takeRecords());
    const { target } = longest;
    Object.assign(longest, { durationMs: -1, target: null });
    return target;
  };
})()`;

export interface SlowTarget {
  /** CSS selector of the target of the slowest event since the last call; null if unknown. Never rejects. */
  take(): Promise<string | null>;
}

/** Watches from now on, in this document and all that follow it. */
export async function watchSlowTarget(page: Page): Promise<SlowTarget> {
  const session = await page.createCDPSession();
  await session.send('Page.enable');
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: OBSERVE,
    worldName: WORLD,
    runImmediately: true,
  });
  return {
    take: () =>
      evaluate(session, 'globalThis.perfBudgetTarget?.()').then(
        (value) => (typeof value === 'string' ? cut(value, LONGEST_SELECTOR) : null),
        () => null, // the page is navigating away
      ),
  };
}

async function evaluate(session: CDPSession, expression: string): Promise<unknown> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const frame = { frameId: frameTree.frame.id, worldName: WORLD };
  const { executionContextId } = await session.send('Page.createIsolatedWorld', frame);
  const call = { expression, contextId: executionContextId, returnByValue: true };
  return (await session.send('Runtime.evaluate', call)).result.value;
}
