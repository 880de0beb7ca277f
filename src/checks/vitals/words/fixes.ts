import { code, type Sentence, say } from '../../../text/inline.ts';
import type { CheckWords } from '../../finding-text.ts';

const fix = (sentence: Sentence) => (): Sentence => sentence;

/** Fixes, each a sentence without its full stop. */
export const fixes: CheckWords['fixes'] = {
  'shrink-image': fix(say`Serve it at its displayed size, as AVIF or WebP`),
  'load-eagerly': fix(say`Remove ${code('loading="lazy"')} from it`),
  'name-image-in-html': fix(say`Add it to the HTML as an ${code('<img>')}, or preload it`),
  'set-fetch-priority': fix(say`Give it ${code('fetchpriority="high"')}`),
  'answer-sooner': fix(say`Reduce the server's work before it responds, or cache the response`),
  'preload-image': fix(say`Preload it`),
  'defer-script': fix(say`Load it with ${code('defer')} or ${code('async')}`),
  'load-stylesheet-later': fix(say`Inline the styles of the first screen, and load the rest after the first paint`),
  'font-display-swap': fix(say`Set ${code('font-display: swap')}`),
  'match-fallback-font': fix(say`Give the fallback font the same metrics (${code('size-adjust')})`),
  'set-image-size': fix(say`Give it ${code('width')} and ${code('height')}`),
  'reserve-space': fix(say`Reserve space for content that appears later`),
  'split-task': fix(say`Split it into smaller tasks, or move it to a worker`),
  'paint-without-waiting': fix(say`Put it on the page at once, instead of after a timer or an animation`),
  'paint-first': fix(say`Paint the response first, and do the remaining work afterwards`),
  'render-less': fix(say`Render less at once`),
};
