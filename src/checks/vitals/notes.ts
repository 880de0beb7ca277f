import { cut } from '../../text/cut.ts';
import { addressOf } from './read/address.ts';
import { type LighthouseSuccess, LOAD_WAITS_MS, type Unsettled } from './visit/messages.ts';

const LONGEST_NOTE = 200;
const LOAD_LIMIT_S = 45;

/**
 * Notes on a visit, as clauses: facts that Lighthouse did not get, waits that were cut, and the elements that the
 * interactions' texts matched.
 *
 * @param origin the server's
 */
export function notesOn(
  { lhr, unsettled, calmed, reloaded, interactions }: Omit<LighthouseSuccess, 'log' | 'trace'>,
  origin: string,
): string[] {
  const waits = LOAD_WAITS_MS[lhr.configSettings.throttlingMethod === 'devtools' ? 'devtools' : 'simulate'];
  const failed = (audit: string) => lhr.audits[audit]?.scoreDisplayMode === 'error';
  const hits = interactions.filter((one) => one.ok && one.hit !== null && / text=/.test(one.step));
  return [
    ...(unsettled === null ? [] : [unsettledNote(unsettled, waits.end, origin)]),
    ...(calmed
      ? [
          `long tasks went on ${waits.calm / 1_000} s after the load event, so the page was asked for reduced motion (\`prefers-reduced-motion\`) from then on`,
        ]
      : []),
    ...(reloaded ? ['the page loads itself again and again: its second load was measured, and no other followed'] : []),
    ...(failed('largest-contentful-paint') ? ['the page paints no text and no image, so it has no LCP'] : []),
    ...(failed('total-blocking-time') ? ['the page is never idle for 5 s, so it has no TBT'] : []),
    ...hits.map((one) => (one.ok ? `\`${one.step}\` hit \`${one.hit}\`` : '')),
  ];
}

function unsettledNote({ isLoaded, urls }: Unsettled, waitMs: number, origin: string): string {
  const paths = [...new Set(urls.map((url) => addressOf(url, origin).split('?')[0]))].sort();
  const requests = paths.length === 0 ? null : cut(`requests (${paths.join(', ')})`, LONGEST_NOTE);
  if (!isLoaded)
    return `the page had no load event within ${LOAD_LIMIT_S} s${requests ? `: ${requests} went on` : ''}, and no visit waits longer`;
  return `the page never settles: ${requests ?? 'long tasks'} went on ${waitMs / 1_000} s after the load event, and no visit waits longer`;
}
