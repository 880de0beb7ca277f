import Trace from 'lighthouse/core/gather/gatherers/trace.js';

/**
 * Trace categories that only DevTools shows and no metric needs. The sources of all scripts and the steps of each frame
 * are half of a heavy page's trace, which Chromium must write and Lighthouse read.
 */
const FOR_DEVTOOLS = [
  'disabled-by-default-devtools.v8-source-rundown-sources',
  'disabled-by-default-devtools.timeline.frame',
  'latencyInfo',
  'blink.webdx_feature_usage',
];

const all = Trace.getDefaultTraceCategories();

/** All of Lighthouse's categories for a full visit, else only those that metrics need. */
export const traceCategories = (full: boolean): string[] =>
  full ? all : all.filter((category) => !FOR_DEVTOOLS.includes(category));

/** Chooses the categories of this process's traces from now on. */
export function chooseTraceCategories(full: boolean): void {
  Trace.getDefaultTraceCategories = () => traceCategories(full);
}
