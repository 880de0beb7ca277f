/**
 * The evidence behind a page's figures, from one visit's Lighthouse audits and browser log. Addresses on the page's own
 * origin are paths (`/assets/app-3f2a.js`), since every launch has another port; others are complete.
 */
export interface VitalsEvidence {
  /** The round of the visit, from 0. */
  readonly round: number;
  /** All values of the visit, by metric id. */
  readonly values: Readonly<Record<string, number>>;
  /** The place of the document that the visit navigated to, after redirects: `/login`. The History API changes nothing of it. */
  readonly landed: string;
  readonly lcp: {
    readonly element: PageElement | null;
    /** Address of its image; null if it is text. */
    readonly url: string | null;
    /** The four phases of the observed LCP, by Lighthouse's names; milliseconds. */
    readonly phases: Readonly<Record<string, number>>;
    /** Failed checks of Lighthouse's discovery checklist, by id: `priorityHinted`, `requestDiscoverable`, `eagerlyLoaded`. */
    readonly undiscovered: readonly string[];
  };
  /** Files of its own that it was measured without. */
  readonly lost: readonly LostFile[];
  /** The first 500; the values include all. */
  readonly requests: readonly PageRequest[];
  /** Requests that ended, in the order in which they were sent; the first 60. */
  readonly waterfall?: readonly TimedRequest[];
  /** Files that block the first paint, or the content after them; `wastedMs` is 0 if Lighthouse gives none. */
  readonly renderBlocking: readonly { readonly url: string; readonly bytes: number; readonly wastedMs: number }[];
  /** Fonts that hide their text until they are loaded; `wastedMs` is 0 if Lighthouse gives none. */
  readonly blockingFonts: readonly { readonly url: string; readonly wastedMs: number }[];
  /** Images without width and height. */
  readonly unsizedImages: readonly { readonly url: string; readonly selector: string }[];
  readonly unusedJavascript: readonly { readonly url: string; readonly bytes: number }[];
  readonly longTasks: readonly LongTask[];
  readonly shifts: readonly Shift[];
  /** CPU time by script; simulated milliseconds. */
  readonly scripts: readonly { readonly url: string; readonly cpuMs: number }[];
  readonly mainThreadMs: number;
  readonly interactions: readonly InteractionEvidence[];
  /** Film of one more visit, which was not judged; absent if none was made. */
  readonly film?: PageFilm;
  /** Lighthouse's result as gzipped JSON. */
  readonly lhr: Uint8Array;
}

/**
 * One of the page's own files that its server answered with an error. Status null: no answer; 200: HTML in place of
 * code.
 */
export interface LostFile {
  readonly file: string;
  readonly status: number | null;
  /** Whether the page is not the same without it: a script, a style, or anything from a failing server. */
  readonly isVital: boolean;
  /** Set for data that a folder lacks, and that a server may answer. */
  readonly isApi?: true;
  /** A file of the folder whose path differs only in upper and lower case. */
  readonly like?: string;
}

export interface PageElement {
  readonly selector: string;
  readonly snippet: string;
}

export interface PageRequest {
  readonly url: string;
  /** Lighthouse's resource types: `script`, `stylesheet`, `image`, `font`, `document`, `media`, `other`. */
  readonly type: string;
  /** Transferred bytes of the body, without headers, which differ between visits. */
  readonly bytes: number;
  /**
   * Its third party: a name such as `Google Fonts`, a domain such as `example.com`, or an origin without a domain
   * (`http://127.0.0.1:9000`). Null for the page's own.
   */
  readonly thirdParty: string | null;
}

/** A request by when it was sent and had ended, after the page's first; observed milliseconds. */
interface TimedRequest {
  readonly url: string;
  readonly startMs: number;
  readonly endMs: number;
  /** It blocks the first paint. */
  readonly blocking: boolean;
}

/** A task that blocked the main thread for more than 50 ms; milliseconds, simulated in a navigation. */
export interface LongTask {
  readonly url: string;
  readonly durationMs: number;
}

/** A node that shifted, with its share of the CLS. */
export interface Shift {
  readonly selector: string;
  readonly score: number;
  /** Lighthouse's explanation; absent if it has none. */
  readonly cause?: ShiftCause;
}

export interface ShiftCause {
  readonly what: 'unsized-image' | 'font' | 'frame';
  /** Selector of the image, address of the font or the frame; null if unknown. */
  readonly place: string | null;
}

/** The evidence of one interaction. */
export interface InteractionEvidence {
  /** Its name, as in `stepNames`, such as `click text=Add to cart`. */
  readonly step: string;
  /** Null if the step is no interaction for the browser: hovering, scrolling. */
  readonly inpMs: number | null;
  readonly parts: {
    readonly inputDelayMs: number;
    readonly processingMs: number;
    readonly presentationMs: number;
  } | null;
  /** CSS selector of its slowest event's target; null if unknown. */
  readonly target: string | null;
  /** The element that the mouse hit, such as `<button id="buy">`; null without a mouse. */
  readonly hit: string | null;
  readonly longTasks: readonly LongTask[];
  readonly shifts: readonly Shift[];
}

/** Pictures of a page while it loads, each a JPEG of a few kilobytes. Milliseconds are observed ones. */
export interface PageFilm {
  /** Height over width. */
  readonly ratio: number;
  readonly lcpMs: number | null;
  /** Until then it was watched. */
  readonly endMs: number;
  /** Each stands until the next one, which differs from it. */
  readonly frames: readonly { readonly ms: number; readonly jpeg: string }[];
}
