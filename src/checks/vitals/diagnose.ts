import { gunzipSync } from 'node:zlib';
import type { Result } from 'lighthouse';
import type { Side, Subject } from '../../model/subject.ts';
import type { Attachment } from '../../model/visit.ts';
import { asFileName } from '../../text/file-name.ts';
import type { DiagnoseRequest, Diagnosis } from '../explanation.ts';
import type { PageFilm, VitalsEvidence } from './evidence.ts';
import { filmOf } from './film.ts';
import { pageUrl } from './page-url.ts';
import type { PageSettings } from './settings.ts';
import { visitPage } from './visit/in-own-process.ts';
import type { LighthouseSuccess } from './visit/messages.ts';

type Page = Subject<PageSettings>;
type Request = DiagnoseRequest<VitalsEvidence>;

/** A trace that is larger, compressed, is not attached. */
const LARGEST_TRACE_BYTES = 20_000_000;

/**
 * Attaches Lighthouse's own report of each side's representative visit. If the page got worse, it also makes one more visit
 * per side, with screenshots and a trace, which cost too much time in measured visits. Its figures never count.
 */
export async function diagnose(page: Page, request: Request): Promise<Diagnosis<VitalsEvidence>> {
  const files: Attachment[] = [];
  const notes: string[] = [];
  let { evidence } = request;
  for (const side of ['base', 'head'] as const) {
    const evidence = request.evidence[side];
    if (evidence !== null) files.push(await representative(page, side, evidence));
  }
  // Head first: it matters more if the time ends before both are visited.
  for (const side of ['head', 'base'] as const) {
    const judged = request.evidence[side];
    if (!request.worse || judged === null) continue;
    const { film, ...found } = await visitedOnceMore(page, side, request);
    if (film !== null && isOpenToAll(page)) evidence = { ...evidence, [side]: { ...judged, film } };
    files.push(...found.files);
    notes.push(...found.notes);
  }
  return { evidence, files, notes };
}

/** A picture from behind a login shows what its user sees, and the report may be public. */
function isOpenToAll({ settings: { before, access } }: Page): boolean {
  const { headers, cookies, basicAuth } = access;
  return before.length === 0 && basicAuth === null && Object.keys({ ...headers, ...cookies }).length === 0;
}

async function representative(page: Page, side: Side, { lhr, round }: VitalsEvidence): Promise<Attachment> {
  const { lighthouseHtml } = await import('./lighthouse-html.ts');
  const which = `round ${round + 1}, nearest to the medians`;
  const title = `Lighthouse's report of ${titleOf(page, side)}: ${which}`;
  const result = JSON.parse(gunzipSync(lhr).toString()) as Result;
  const content = lighthouseHtml(result, title, `This is a visit that was judged, of ${which}.`);
  return { name: `${fileName(page, side)}.html`, title, content };
}

async function visitedOnceMore(
  page: Page,
  side: Side,
  { serve, signal }: Request,
): Promise<Pick<Diagnosis<never>, 'files' | 'notes'> & { readonly film: PageFilm | null }> {
  try {
    const visit = await fullVisit(page, side, serve, signal);
    return { film: filmOf(visit.lhr), ...(await attachments(page, side, visit)) };
  } catch (error) {
    const ownLimit = signal.aborted && (signal.reason as Error | null)?.name === 'TimeoutError';
    if (signal.aborted && !ownLimit) throw error;
    const why = ownLimit ? 'the time limit was reached' : (error as Error).message;
    const note = `No screenshots and trace of ${titleOf(page, side)}: ${why}`;
    return { film: null, files: [], notes: [note.replace(/\.?$/, '.')] };
  }
}

async function fullVisit(
  page: Page,
  side: Side,
  serve: Request['serve'],
  signal: AbortSignal,
): Promise<LighthouseSuccess> {
  const { path, device, throttling, before, block, access } = page.settings;
  signal.throwIfAborted();
  await using server = await serve(side);
  const answer = await visitPage(
    {
      url: pageUrl(server, path),
      certificate: server.certificate,
      device,
      throttling,
      before,
      interactions: [],
      block,
      access,
      full: true,
    },
    signal,
  );
  if (!answer.ok) throw new Error(answer.message);
  return answer;
}

async function attachments(
  page: Page,
  side: Side,
  { lhr, trace }: LighthouseSuccess,
): Promise<Pick<Diagnosis<never>, 'files' | 'notes'>> {
  const name = fileName(page, side);
  const once = `one more visit of ${titleOf(page, side)}`;
  const { lighthouseHtml } = await import('./lighthouse-html.ts');
  const title = `Lighthouse's report of ${once}, with screenshots`;
  const content = lighthouseHtml(lhr, title, `This is ${once}: its figures are not part of the result.`);
  const report = { name: `${name}-screenshots.html`, title, content };
  if (trace === null) return { files: [report], notes: [] };
  const compressed = Buffer.from(trace, 'base64');
  if (compressed.byteLength > LARGEST_TRACE_BYTES) {
    const megabytes = (compressed.byteLength / 1e6).toFixed(0);
    const note = `No trace of ${titleOf(page, side)}: it is too large (${megabytes} MB compressed).`;
    return { files: [report], notes: [note] };
  }
  const file = { name: `${name}.trace.json.gz`, title: `Trace of ${once}, for DevTools`, content: compressed };
  return { files: [report, file], notes: [] };
}

const titleOf = ({ name, settings }: Page, side: Side): string => `${name}, ${settings.device}, ${side}`;
const fileName = ({ name, settings }: Page, side: Side): string =>
  `${asFileName(name, 'page')}-${settings.device}-${side}`;
