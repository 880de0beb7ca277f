/** Why a step fails. */
export type Problem =
  /** The target is not on the page. */
  | { readonly problem: 'no such element' }
  | { readonly problem: 'no such option'; readonly labels: readonly string[] }
  /** The browser rejects the CSS selector. */
  | { readonly problem: 'malformed' }
  /** The element is there, but …: the end of a sentence. */
  | { readonly problem: 'unusable'; readonly but: string }
  /** The page's part in it is unknown; a whole sentence without its full stop. */
  | { readonly problem: 'other'; readonly what: string };

export const unusable = (but: string): Problem => ({ problem: 'unusable', but });

/** No other outcome has a key `problem`. */
export const isProblem = (outcome: unknown): outcome is Problem =>
  typeof outcome === 'object' && outcome !== null && 'problem' in outcome;
