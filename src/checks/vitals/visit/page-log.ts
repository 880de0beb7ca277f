import { type Artifacts, NetworkRecords } from 'lighthouse';

/**
 * Facts from a navigation's log and trace that Lighthouse's result lacks. They are the same on every visit of an unchanged
 * page with the same requests: none but `time` depends on timing.
 */
export interface PageLog {
  readonly requests: readonly LoggedRequest[];
  /** Addresses of fonts that hide their text until they are loaded. */
  readonly blockingFonts: readonly string[];
  /** Address of the LCP image; null if the LCP is text or unknown. */
  readonly lcpImage: string | null;
}

/** A request that the page sent to a server. A redirected request counts as two. */
export interface LoggedRequest {
  readonly url: string;
  /** Chromium's type, such as `Script` or `Fetch`; null for a redirect. */
  readonly type: string | null;
  /**
   * Transferred bytes of the response body. Headers are left out, because dates, times and random names in them differ on
   * every visit. 0 for a response that did not end.
   */
  readonly bytes: number;
  readonly renderBlocking: boolean;
  /** 0 without an answer. */
  readonly status: number;
  /** Whether its answer did not come, or not whole and readable. */
  readonly isCut: boolean;
  /** Whether the answer says that it is HTML. */
  readonly isHtml: boolean;
  /** When it was sent and had ended, after the page's first; observed milliseconds. Absent: it did not end. */
  readonly time?: Span;
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

type NetworkRecord = Awaited<ReturnType<typeof NetworkRecords.request>>[number];
type TraceEvent = Artifacts['Trace']['traceEvents'][number];

/** The fields of an event's data in use here. A page can't write them, but versions of Chromium differ. */
interface EventData {
  readonly requestId?: unknown;
  readonly renderBlocking?: unknown;
  readonly isMainFrame?: unknown;
  readonly type?: unknown;
  readonly nodeId?: unknown;
  readonly DOMNodeId?: unknown;
  readonly imageUrl?: unknown;
}

/** Takes some milliseconds. Call it in the process that has the artifacts, which have many megabytes. */
export async function readLog({ DevtoolsLog, Trace }: Pick<Artifacts, 'DevtoolsLog' | 'Trace'>): Promise<PageLog> {
  const records = await NetworkRecords.request(DevtoolsLog, { computedCache: new Map() });
  const events = Trace.traceEvents.toSorted((a, b) => a.ts - b.ts);
  const page = records.find(({ resourceType }) => resourceType === 'Document')?.frameId;
  const behaviours = renderBlocking(events);
  const sent = records.filter(isSent);
  const zero = Math.min(...sent.map(({ networkRequestTime }) => networkRequestTime));
  return {
    requests: sent.map((record) => ({
      url: record.url,
      type: record.resourceType ?? null,
      bytes: bodyBytes(record),
      renderBlocking: record.frameId === page && isBlocking(record, behaviours.get(record.requestId)),
      status: Math.max(0, record.statusCode),
      // A request that the page itself cancels has not failed.
      isCut: record.failed && record.localizedFailDescription !== 'net::ERR_ABORTED',
      isHtml: record.mimeType === 'text/html',
      ...timeOf(record, zero),
    })),
    blockingFonts: blockingFonts(
      events,
      records.filter(({ frameId }) => frameId === page),
    ),
    lcpImage: lcpImage(events),
  };
}

/**
 * Errors of requests that the browser did not send. The text is empty if a request fits one of the blocked patterns.
 */
const BLOCKED = /^$|^net::ERR_(BLOCKED_BY|UNSAFE_PORT)/;

/** Whether the page's request went to a server, rather than to a cache, and the browser did not block it. */
function isSent(record: NetworkRecord): boolean {
  if (!/^https?:/i.test(record.url)) return false;
  if (record.fromMemoryCache || record.fromDiskCache || record.fromPrefetchCache) return false;
  if (record.failed && BLOCKED.test(record.localizedFailDescription)) return false;
  // The browser itself fetches the page's icon when it is idle.
  return !(record.resourceType === 'Other' && record.initiator.type === 'other');
}

/** 0 for a response that never ended, such as an event stream: how much had arrived is random. */
function bodyBytes({ finished, failed, transferSize, responseHeadersTransferSize }: NetworkRecord): number {
  return finished && !failed ? Math.max(0, transferSize - Math.max(0, responseHeadersTransferSize)) : 0;
}

function timeOf(record: NetworkRecord, zeroMs: number): Pick<LoggedRequest, 'time'> {
  const { finished, networkRequestTime, networkEndTime } = record;
  const time = { startMs: networkRequestTime - zeroMs, endMs: networkEndTime - zeroMs };
  return finished && time.endMs >= time.startMs ? { time } : {};
}

/** Chromium's blocking status of scripts and stylesheets, by request id. A preload becomes blocking once it is used. */
function renderBlocking(events: readonly TraceEvent[]): Map<unknown, unknown> {
  const behaviours = new Map<unknown, unknown>();
  for (const { name, args } of events) {
    if (name !== 'ResourceSendRequest' && name !== 'PreloadRenderBlockingStatusChange') continue;
    const { requestId, renderBlocking }: EventData = args.data ?? {};
    if (renderBlocking !== undefined) behaviours.set(requestId, renderBlocking);
  }
  return behaviours;
}

/**
 * Follows the rule of Lighthouse's insight, but keeps files that arrive after the first paint: on a fast server, that is
 * random for files in the body. A script in the body has a high priority unless an image precedes it.
 */
function isBlocking({ resourceType, priority }: NetworkRecord, behaviour: unknown): boolean {
  if (behaviour === 'blocking') return true;
  if (behaviour !== 'in_body_parser_blocking') return false;
  return resourceType === 'Stylesheet' || (resourceType === 'Script' && /^(Very)?High$/.test(priority));
}

/**
 * Fonts that text waits for. Chromium logs `font-display` when it starts to load a font, but not for a preloaded font that
 * is already there, so all preloaded fonts are left out. Text never waits for a font in a `data:` address.
 */
function blockingFonts(events: readonly TraceEvent[], records: readonly NetworkRecord[]): string[] {
  const preloaded = new Set(records.filter(({ isLinkPreload }) => isLinkPreload).map(({ url }) => url));
  const requested = new Set(records.filter(isSent).map(({ url }) => url));
  const waitedFor = events.flatMap(({ name, args }) => {
    if (name !== 'BeginRemoteFontLoad') return [];
    const { display, url } = args as { display?: unknown; url?: unknown };
    return (display === 'block' || display === 'auto') && typeof url === 'string' ? [url] : [];
  });
  return [...new Set(waitedFor)].filter((url) => requested.has(url) && !preloaded.has(url));
}

/** The last candidate in the page's own frame is the LCP. A separate event names its image. */
function lcpImage(events: readonly TraceEvent[]): string | null {
  const data = (name: string): EventData[] =>
    events.filter((event) => event.name === name).map(({ args }) => args.data ?? {});
  const lcp = data('largestContentfulPaint::Candidate').findLast(({ isMainFrame }) => isMainFrame === true);
  if (lcp?.type !== 'image') return null;
  const image = data('LargestImagePaint::Candidate').findLast(
    ({ isMainFrame, DOMNodeId }) => isMainFrame === true && DOMNodeId === lcp.nodeId,
  );
  return typeof image?.imageUrl === 'string' && /^https?:/i.test(image.imageUrl) ? image.imageUrl : null;
}
