import type { FailureCode } from '../../model/failure-code.ts';
import type { Side, Subject } from '../../model/subject.ts';
import type { Attachment, VisitFailure } from '../../model/visit.ts';
import { closestTo } from '../../text/closest-to.ts';
import { asFileName } from '../../text/file-name.ts';
import { liftLimit } from '../lift-limit.ts';
import type { PageSettings } from './settings.ts';
import type { StepFailure } from './steps/step.ts';
import type { LighthouseFailure } from './visit/messages.ts';

const OUR_CODES: Readonly<Record<string, FailureCode>> = {
  NO_FCP: 'no-paint',
  BROWSER_NOT_STARTED: 'browser-failed',
  BROWSER_DIED: 'browser-failed',
  BROWSER_HUNG: 'browser-failed',
  PAGE_HUNG: 'timed-out',
  PROTOCOL_TIMEOUT: 'timed-out',
  DOCUMENT_HUNG: 'timed-out',
  TARGET_CRASHED: 'browser-failed',
  OUT_OF_MEMORY: 'browser-failed',
};

const NO_PAGE = 'Give `path` the address of an HTML page; what is none, such as data, is measured under `api`.';
const KEPT =
  'Look for what its scripts keep without end, such as a list that a loop or a timer fills: the *Memory* panel of DevTools shows it.';
const BUSY = 'Look for a script that never ends, or that fills the memory.';
/** How to fix what Lighthouse could not measure, by its code or ours. */
const HINTS: Readonly<Record<string, string>> = {
  NO_FCP:
    'Only text, images and canvases of the page itself count, not those of its frames: open it in a browser and look for errors of its scripts.',
  NO_PAGE,
  NOT_HTML: NO_PAGE,
  REDIRECTS_IN_A_CIRCLE:
    'Look which cookie or host it expects: `cookies` and `before` log in, `host` of the server names it.',
  OUT_OF_MEMORY: KEPT,
  TARGET_CRASHED: `Most often the memory is full, of the tab or of the machine. ${KEPT}`,
  BROWSER_HUNG: BUSY,
  PROTOCOL_TIMEOUT: BUSY,
  PAGE_HUNG: BUSY,
};
/** Statuses that ask for a login. */
const LOGIN = [401, 403];

/**
 * A page that base answers with 404 is new. Only a server's error (5xx) may be gone at another visit.
 *
 * @param pages the paths of all pages that the server has, if they are known
 */
export function pageFailure(
  page: Subject<PageSettings>,
  side: Side,
  failure: LighthouseFailure & { readonly redirects?: string | null },
  pages?: readonly string[],
): VisitFailure {
  const { path } = page.settings;
  const output = failure.output === null ? {} : { output: failure.output };
  if (failure.status !== null) {
    const absent = side === 'base' && (failure.status === 404 || failure.status === 410);
    const message = `${side} answers ${failure.status} to GET ${path}`;
    if (failure.status === 429) {
      const hint = liftLimit(page.settings.server);
      return { ok: false, code: 'limited', message: `${message}: a rate limiter`, hint, ...output, retry: false };
    }
    const hint = absent ? null : hintOnStatus(failure.status, page, pages);
    const code = absent ? 'absent' : 'page-failed';
    return { ok: false, code, message, ...(hint && { hint }), ...output, retry: failure.status >= 500 };
  }
  const { step, redirects = null } = failure;
  if (redirects !== null) {
    const hint = `Let vitals.${page.name}.path name the address at which redirects should end. If the server wants https, as behind a proxy, add \`headers: { x-forwarded-proto: https }\`. If it wants a login, add its cookies.`;
    return { ok: false, code: 'page-failed', message: `${path}: ${redirects}`, hint, ...output, retry: false };
  }
  if (step) {
    const message = `${path}: a step before the visit failed: ${step.message}`;
    return { ok: false, code: 'step-failed', message, retry: true, ...screenshot(page, side, step) };
  }
  const code = OUR_CODES[failure.code] ?? 'page-failed';
  // A second visit would fail alike. A script that never ends takes a minute or more each time.
  const retry = !['PAGE_HUNG', 'NO_PAGE', 'NOT_HTML', 'REDIRECTS_IN_A_CIRCLE'].includes(failure.code);
  const hint = Object.hasOwn(HINTS, failure.code) ? { hint: HINTS[failure.code] as string } : {};
  return { ok: false, code, message: `${path}: ${failure.message}`, ...hint, ...output, retry };
}

function hintOnStatus(status: number, page: Subject<PageSettings>, pages?: readonly string[]): string | null {
  if (status === 404) return hintOnPath(page, pages);
  if (!LOGIN.includes(status)) return null;
  return `Log in with \`basic-auth\`, \`cookies\`, \`headers\` or \`before\` under vitals.${page.name}.`;
}

const MOST_NAMED = 5;

/** Suggests the path that may have been meant. */
function hintOnPath({ name, settings: { path, server } }: Subject<PageSettings>, pages?: readonly string[]): string {
  const key = `vitals.${name}.path`;
  if (pages === undefined) return `Let ${key} name a page that the server ${server} answers.`;
  const meant = closestTo(path.split(/[?#]/, 1)[0] ?? '', pages);
  if (meant !== undefined) return `Did you mean ${meant}? It is a page of the folder, and ${path} (${key}) is not.`;
  const more = pages.length > MOST_NAMED ? `, and ${pages.length - MOST_NAMED} more` : '';
  const has = pages.length === 0 ? 'no page' : `${pages.slice(0, MOST_NAMED).join(', ')}${more}`;
  return `Let ${key} name a page of the folder, which has ${has}. If index.html answers all paths, add \`/* /index.html 200\` to _redirects in it.`;
}

/** If base lacks the element, the pull request adds it. */
export function interactionFailure(page: Subject<PageSettings>, side: Side, step: StepFailure): VisitFailure {
  const code = side === 'base' && step.absent ? 'absent' : 'step-failed';
  return { ok: false, code, message: step.message, retry: false, ...screenshot(page, side, step) };
}

function screenshot(
  { name, settings }: Subject<PageSettings>,
  side: Side,
  { step, screenshot }: StepFailure,
): { files?: readonly Attachment[] } {
  if (screenshot === null) return {};
  return {
    files: [
      {
        name: `${asFileName(name, 'page')}-${settings.device}-${side}-step.png`,
        title: `${name} on ${side} (${settings.device}), where “${step}” failed`,
        content: Buffer.from(screenshot, 'base64'),
      },
    ],
  };
}
