/**
 * What explains a page's figures, taken from Lighthouse's audits of one visit and from what the browser logged. Addresses on the page's own origin are
 * paths (`/assets/app-3f2a.js`), since every launch has a port of its own; others are whole.
 */
export interface VitalsEvidence {
  /** All values of the visit, by metric id. */
  readonly values: Readonly<Record<string, number>>;
  readonly lcp: {
    readonly element: PageElement | null;
    /** Of the image that it shows; null where it is text. */
    readonly url: string | null;
    /** The four parts of the observed LCP by Lighthouse's names, milliseconds. */
    readonly phases: Readonly<Record<string, number>>;
    /** What Lighthouse's discovery checklist finds wrong, by its ids: `priorityHinted`, `requestDiscoverable`, `eagerlyLoaded`. */
    readonly undiscovered: readonly string[];
  };
  /** The first 500; the values count all. */
  readonly requests: readonly PageRequest[];
  /** Files that keep the page from its first paint, or what follows them; `wastedMs` is 0 where Lighthouse tells none. */
  readonly renderBlocking: readonly { readonly url: string; readonly bytes: number; readonly wastedMs: number }[];
  /** Fonts that hide their text until they are there; `wastedMs` is 0 where Lighthouse tells none. */
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
  /** Lighthouse's result as gzipped JSON. */
  readonly lhr: Uint8Array;
}

export interface PageElement {
  readonly selector: string;
  readonly snippet: string;
}

export interface PageRequest {
  readonly url: string;
  /** Lighthouse's resource types: `script`, `stylesheet`, `image`, `font`, `document`, `media`, `other`. */
  readonly type: string;
  /** Of its body, as transferred: without headers, which differ from visit to visit. */
  readonly bytes: number;
  /**
   * Whose it is where it isn't the page's own: a name such as `Google Fonts`, a domain such as `example.com`, or the
   * origin where that has no domain (`http://127.0.0.1:9000`). Null: the page's own.
   */
  readonly thirdParty: string | null;
}

/** A task of the page that blocked its main thread for more than 50 ms; milliseconds, simulated in a navigation. */
export interface LongTask {
  readonly url: string;
  readonly durationMs: number;
}

/** A node that moved, with its part of the CLS. */
export interface Shift {
  readonly selector: string;
  readonly score: number;
  /** What Lighthouse blames for it; absent where it blames nothing. */
  readonly cause?: ShiftCause;
}

export interface ShiftCause {
  readonly what: 'unsized-image' | 'font' | 'frame';
  /** Selector of the image, address of the font or the frame; null if unknown. */
  readonly place: string | null;
}

/** What one interaction did. */
export interface InteractionEvidence {
  /** Its name, as in `stepNames`, such as `click text=Add to cart`. */
  readonly step: string;
  /** Null where the step causes no interaction that counts: hovering, scrolling. */
  readonly inpMs: number | null;
  readonly parts: {
    readonly inputDelayMs: number;
    readonly processingMs: number;
    readonly presentationMs: number;
  } | null;
  /** CSS selector of the element that its slowest event went to; null if unknown. */
  readonly target: string | null;
  readonly longTasks: readonly LongTask[];
  readonly shifts: readonly Shift[];
}
