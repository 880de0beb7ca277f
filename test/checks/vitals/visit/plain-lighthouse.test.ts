import { Launcher, launch } from 'chrome-launcher';
import type { Result } from 'lighthouse';
import { initializeConfig } from 'lighthouse/core/config/config.js';
import { navigationGather } from 'lighthouse/core/gather/navigation-runner.js';
import { Runner } from 'lighthouse/core/runner.js';
import { connect } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { findChromium } from '../../../../src/checks/vitals/browser/chromium.ts';
import { temporaryProfile } from '../../../../src/checks/vitals/browser/profile.ts';
import { navigationConfig } from '../../../../src/checks/vitals/visit/lighthouse-config.ts';
import { pipeTransport } from '../../../../src/checks/vitals/visit/pipe-transport.ts';
import { traceCategories } from '../../../../src/checks/vitals/visit/trace-categories.ts';
import { html, PAGE, site } from '../../../support/browser/visit-process.ts';

it('what is left out of a visit changes no metric: plain Lighthouse gives the same figures of the same load', async () => {
  const found = findChromium();
  if ('problem' in found) throw new Error(found.problem);
  await using page = await site(html(PAGE));
  await using profile = await temporaryProfile();
  const chrome = await launch({
    chromePath: found.path,
    userDataDir: profile.path,
    ignoreDefaultFlags: true,
    chromeFlags: [...Launcher.defaultFlags(), '--headless=new', '--no-sandbox', '--remote-debugging-pipe'],
  });
  await using _chrome = {
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => chrome.process.once('exit', resolve));
      chrome.kill();
      await ended;
    },
  };
  if (!chrome.remoteDebuggingPipes) throw new Error('no pipes');
  const { outgoing, incoming } = chrome.remoteDebuggingPipes;
  const browser = await connect({ transport: pipeTransport(outgoing, incoming), defaultViewport: null });
  const tab = await browser.newPage();
  const config = navigationConfig({ device: 'mobile', throttling: 'simulate', full: false });
  const { artifacts, runnerOptions } = await navigationGather(tab, page.url, { config, flags: { logLevel: 'silent' } });
  const categories = new Set([...traceCategories(false), '__metadata']);
  const traceEvents = artifacts.Trace?.traceEvents ?? [];
  const kept = traceEvents.filter(({ cat }: { cat: string }) =>
    cat.split(',').some((one: string) => categories.has(one)),
  );
  expect(kept.length).toBeLessThan(traceEvents.length);
  const leaner = { ...artifacts, Trace: { ...artifacts.Trace, traceEvents: kept } };
  const ours = await Runner.audit(leaner, runnerOptions);
  const plain = await initializeConfig('navigation', undefined, { onlyCategories: ['performance'] });
  // What is audited must say that it was gathered with the same settings.
  const same = { ...artifacts, settings: plain.resolvedConfig.settings };
  const theirs = await Runner.audit(same, { resolvedConfig: plain.resolvedConfig, computedCache: new Map() });

  const metrics = (result: { lhr: Result } | undefined) =>
    result?.lhr.categories.performance?.auditRefs
      .filter(({ group, weight }) => group === 'metrics' || weight > 0)
      .map(({ id }) => [id, result.lhr.audits[id]?.numericValue]);
  expect(metrics(ours)?.length).toBeGreaterThanOrEqual(5);
  expect(metrics(ours)).toEqual(metrics(theirs));
  expect(ours?.lhr.categories.performance?.score).toBe(theirs?.lhr.categories.performance?.score);
});
