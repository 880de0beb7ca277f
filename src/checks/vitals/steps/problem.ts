/** Why a step can't be taken. */
export type Problem =
  /** There is nothing to do it to. */
  | { readonly problem: 'no such element' }
  | { readonly problem: 'no such option'; readonly labels: readonly string[] }
  /** A CSS selector that the browser does not understand. */
  | { readonly problem: 'malformed' }
  /** There is an element, but …: the end of a sentence. */
  | { readonly problem: 'unusable'; readonly but: string }
  /** Nothing of the page's doing is known: a whole sentence without its full stop. */
  | { readonly problem: 'other'; readonly what: string };

export const unusable = (but: string): Problem => ({ problem: 'unusable', but });

/** Outcomes never have a key `problem` of their own. */
export const isProblem = (outcome: unknown): outcome is Problem =>
  typeof outcome === 'object' && outcome !== null && 'problem' in outcome;
