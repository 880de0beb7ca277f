import type { ReportFinding } from '../../model/report.ts';
import { code, type Sentence, say } from '../../text/inline.ts';

const mend = (sentence: Sentence) => (): Sentence => sentence;

/** The mends of a page, each a sentence without its full stop. */
export const VITALS_MENDS: Readonly<Record<string, (finding: ReportFinding) => Sentence>> = {
  'shrink-image': mend(say`Ship it in the size that it is shown in, as AVIF or WebP`),
  'load-eagerly': mend(say`Remove ${code('loading="lazy"')} from it`),
  'name-image-in-html': mend(say`Put it into the HTML as an ${code('<img>')}, or preload it`),
  'set-fetch-priority': mend(say`Give it ${code('fetchpriority="high"')}`),
  'answer-sooner': mend(say`Look at what the server does before it answers, or cache the answer`),
  'preload-image': mend(say`Preload it`),
  'defer-script': mend(say`Load it with ${code('defer')} or ${code('async')}`),
  'load-stylesheet-later': mend(say`Inline what the first screen needs, and load the rest after the first paint`),
  'font-display-swap': mend(say`Set ${code('font-display: swap')}`),
  'match-fallback-font': mend(say`Give the fallback font the same measures (${code('size-adjust')})`),
  'set-image-size': mend(say`Give it ${code('width')} and ${code('height')}`),
  'reserve-space': mend(say`Reserve the space for what comes later`),
  'split-task': mend(say`Split it into smaller tasks, or do it in a worker`),
  'paint-first': mend(say`Show the response first, and do the rest of the work after it is painted`),
  'render-less': mend(say`Render less at once`),
};
