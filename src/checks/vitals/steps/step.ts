/** An action of a person on a page. One selector names its target. */
export type Step =
  | { readonly action: 'click'; readonly on: Selector }
  | { readonly action: 'type'; readonly into: Selector; readonly text: string }
  | { readonly action: 'press'; readonly key: string; readonly on: Selector | null }
  | { readonly action: 'select'; readonly from: Selector; readonly option: string }
  | { readonly action: 'hover'; readonly on: Selector }
  | { readonly action: 'scroll'; readonly to: Selector }
  | { readonly action: 'wait-for'; readonly what: Selector };

/** How to find an element. `written` is the config's text, for messages. */
export type Selector =
  | { readonly by: 'css'; readonly css: string; readonly written: string }
  | { readonly by: 'text'; readonly text: string; readonly written: string }
  | { readonly by: 'role'; readonly role: string; readonly name: string | null; readonly written: string };

/** A step that failed. */
export interface StepFailure {
  /** The step's name, as in `stepNames`. */
  readonly step: string;
  /** Whether its target is not on the page. */
  readonly absent: boolean;
  /** One sentence: the step, the page, and what the page has instead. */
  readonly message: string;
  /** The page as a base64 PNG; null if it could not be captured. */
  readonly screenshot: string | null;
}
