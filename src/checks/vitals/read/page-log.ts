import { type Artifacts, NetworkRecords } from 'lighthouse';

/**
 * What a navigation's log and trace hold and Lighthouse's result does not tell. All of it is the same at every visit of
 * an unchanged page whose requests are: no line of it depends on how fast something came.
 */
export interface PageLog {
  readonly requests: readonly LoggedRequest[];
  /** Addresses of fonts that hide their text until they are there. */
  readonly blockingFonts: readonly string[];
  /** Address of the image that is the LCP; null where that is text, or unknown. */
  readonly lcpImage: string | null;
}

/** A request that the page sent to a server; one that is redirected is two. */
export interface LoggedRequest {
  readonly url: string;
  /** Chromium's type, such as `Script` or `Fetch`; null for the answer that redirects. */
  readonly type: string | null;
  /**
   * Of the answer's body, as it was transferred. Headers are left out: with dates, times and random names in them they
   * are never twice the same. 0 for what never came to its end.
   */
  readonly bytes: number;
  readonly renderBlocking: boolean;
}

type NetworkRecord = Awaited<ReturnType<typeof NetworkRecords.request>>[number];
type TraceEvent = Artifacts['Trace']['traceEvents'][number];

/** What of an event's data is read here; a page can't write it, but versions of Chromium differ. */
interface EventData {
  readonly requestId?: unknown;
  readonly renderBlocking?: unknown;
  readonly isMainFrame?: unknown;
  readonly type?: unknown;
  readonly nodeId?: unknown;
  readonly DOMNodeId?: unknown;
  readonly imageUrl?: unknown;
}

/** Takes some milliseconds; called where the artifacts are, for they have many megabytes. */
export async function readLog({ DevtoolsLog, Trace }: Pick<Artifacts, 'DevtoolsLog' | 'Trace'>): Promise<PageLog> {
  const records = await NetworkRecords.request(DevtoolsLog, { computedCache: new Map() });
  const events = Trace.traceEvents.toSorted((a, b) => a.ts - b.ts);
  const page = records.find(({ resourceType }) => resourceType === 'Document')?.frameId;
  const behaviours = renderBlocking(events);
  return {
    requests: records.filter(isSent).map((record) => ({
      url: record.url,
      type: record.resourceType ?? null,
      bytes: bodyBytes(record),
      renderBlocking: record.frameId === page && isBlocking(record, behaviours.get(record.requestId)),
    })),
    blockingFonts: blockingFonts(
      events,
      records.filter(({ frameId }) => frameId === page),
    ),
    lcpImage: lcpImage(events),
  };
}

/** What went to a server because of the page: not what a cache answered, nor what the browser forbade. */
function isSent(record: NetworkRecord): boolean {
  if (!/^https?:/i.test(record.url)) return false;
  if (record.fromMemoryCache || record.fromDiskCache || record.fromPrefetchCache) return false;
  if (record.failed && /^net::ERR_(BLOCKED_BY|UNSAFE_PORT)/.test(record.localizedFailDescription)) return false;
  // The page's icon, which the browser itself fetches when it has nothing else to do.
  return !(record.resourceType === 'Other' && record.initiator.type === 'other');
}

/** How much had come of what never ended, an event stream say, is as chance will have it. */
function bodyBytes({ finished, failed, transferSize, responseHeadersTransferSize }: NetworkRecord): number {
  return finished && !failed ? Math.max(0, transferSize - Math.max(0, responseHeadersTransferSize)) : 0;
}

/** How Chromium treated requests for scripts and stylesheets, by their ids. A preload becomes blocking once it is used. */
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
 * Lighthouse's insight has the same rule, and leaves out what came after the first paint: whether a file in the body
 * does is luck on a fast server. A script in the body has a high priority unless an image stands before it.
 */
function isBlocking({ resourceType, priority }: NetworkRecord, behaviour: unknown): boolean {
  if (behaviour === 'blocking') return true;
  if (behaviour !== 'in_body_parser_blocking') return false;
  return resourceType === 'Stylesheet' || (resourceType === 'Script' && /^(Very)?High$/.test(priority));
}

/**
 * Fonts that text waits for: Chromium tells `font-display` where it begins to load one. It does not for a preloaded font
 * that is there in time, so preloaded ones are left out altogether; nor does text ever wait for one in a `data:` address.
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

/** The last candidate of the page's own frame is the LCP; its image is told by an event of its own. */
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
