/** What a person does on a page. Each names what it is done to with one selector. */
export type Step =
  | { readonly action: 'click'; readonly on: Selector }
  | { readonly action: 'type'; readonly into: Selector; readonly text: string }
  | { readonly action: 'press'; readonly key: string; readonly on: Selector | null }
  | { readonly action: 'select'; readonly from: Selector; readonly option: string }
  | { readonly action: 'hover'; readonly on: Selector }
  | { readonly action: 'scroll'; readonly to: Selector }
  | { readonly action: 'wait-for'; readonly what: Selector };

/** How an element is found; `written` is what the config says, for messages. */
export type Selector =
  | { readonly by: 'css'; readonly css: string; readonly written: string }
  | { readonly by: 'text'; readonly text: string; readonly written: string }
  | { readonly by: 'role'; readonly role: string; readonly name: string | null; readonly written: string };

/** A step that could not be taken. */
export interface StepFailure {
  /** The step's name, as in `stepNames`. */
  readonly step: string;
  /** Whether there is no element that it could be done to. */
  readonly absent: boolean;
  /** One sentence: the step, the page, and what was there instead. */
  readonly message: string;
  /** What the page looked like, as a base64 PNG; null where it could not be taken. */
  readonly screenshot: string | null;
}
