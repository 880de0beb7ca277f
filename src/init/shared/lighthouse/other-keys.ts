import { isObject } from '../../../text/parse-json.ts';
import { type Notes, shown } from '../notes.ts';
import type { LighthouseRequest } from './request.ts';

/** The keys that perf-budget has no use for, each with a note that says why. */

/** Keys that are imported, or that change nothing here. */
const IMPORTED = {
  ci: ['collect', 'assert', 'extends', 'wizard'],
  collect: [
    ...['url', 'staticDistDir', 'startServerCommand', 'startServerReadyTimeout', 'isSinglePageApplication'],
    ...['settings', 'budgetPath', 'additive'],
  ],
  settings: [
    ...['preset', 'formFactor', 'emulatedFormFactor', 'throttlingMethod', 'extraHeaders'],
    ...['budgets', 'budgetPath', 'budget-path'],
  ],
  assert: ['preset', 'assertions', 'assertMatrix', 'budgetsFile', 'includePassedAssertions'],
} as const;

/** Why other keys of `collect` are left out. */
const NOT_COLLECTED: Readonly<Record<string, string>> = {
  numberOfRuns: 'how often is decided here, by how much the figures scatter',
  startServerReadyPattern: 'the server is polled until it answers, at / or at ready',
  puppeteerScript: 'it is code; write its steps as before: of the page',
  puppeteerLaunchOptions: 'the browser is started here',
  chromePath: 'CHROME_PATH names another browser',
  chromeFlags: 'the browser is started here',
  headful: 'the browser is started here',
  method: 'pages are measured in this job',
  psiApiKey: 'pages are measured in this job',
  psiApiEndpoint: 'pages are measured in this job',
  psiStrategy: 'pages are measured in this job',
  autodiscoverUrlBlocklist: 'pages are named here',
  maxAutodiscoverUrls: 'pages are named here',
};

/** Keys of `assert` that perf-budget decides itself. */
const DECIDED = ['aggregationMethod', 'lhr'];
const NO_KEY = 'no key of Lighthouse CI at this place, so it did nothing';

export function noteOthers({ source, collect, assert, at }: LighthouseRequest, notes: Notes): void {
  for (const [key, value] of others(collect, IMPORTED.collect)) {
    const why = Object.hasOwn(NOT_COLLECTED, key) ? NOT_COLLECTED[key] : undefined;
    notes.leftOut([...at, 'collect', key], `${key} ${shown(value)}`, why ?? 'no key of collect that is known here');
  }
  for (const [key, value] of others(collect.settings, IMPORTED.settings)) {
    const why = key === 'throttling' ? 'the network and CPU of mobile and desktop are fixed here' : 'decided here';
    notes.leftOut([...at, 'collect', 'settings', key], `${key} ${shown(value)}`, why);
  }
  for (const [key, value] of others(assert, IMPORTED.assert)) {
    const why = DECIDED.includes(key) ? 'decided here' : NO_KEY;
    notes.leftOut([...at, 'assert', key], `${key} ${shown(value)}`, why);
  }
  const ci = at.reduce<unknown>((value, part) => (isObject(value) ? value[part] : null), source.value);
  for (const [key, value] of others(ci, IMPORTED.ci)) {
    const isService = key === 'upload' || key === 'server';
    notes.leftOut(
      [...at, key],
      isService ? key : `${key} ${shown(value)}`,
      isService ? "of Lighthouse CI's own server" : NO_KEY,
    );
  }
}

/** The entries of an object without those of these keys; none if it is no object. */
const others = (value: unknown, keys: readonly string[]): [string, unknown][] =>
  Object.entries(isObject(value) ? value : {}).filter(([key]) => !keys.includes(key));
