import { isPackageName, isRelativePath, isVersion, withoutFirstSlash } from '../text/showable-names.ts';

/** The part of a text that may be shown although a stranger wrote it; null: nothing. */
export type Grammar = (text: string) => string | null;

/** Texts of a check's findings that are shown although a stranger wrote them. All others are cut. */
export interface PublicTexts {
  /** Texts of `evidence`, at any depth, by their key. */
  readonly evidence: Readonly<Record<string, Grammar>>;
  /** How to show `location`, by the findings' codes; a path by default. */
  readonly locations?: Readonly<Record<string, Grammar>>;
}

export const where =
  (fits: (text: string) => boolean): Grammar =>
  (text) =>
    fits(text) ? text : null;
export const oneOf = (...known: readonly string[]): Grammar => where((text) => known.includes(text));

export const packageName = where(isPackageName);
export const version = where(isVersion);
export const path: Grammar = (text) => where(isRelativePath)(withoutFirstSlash(text));
export const packageOrPath: Grammar = (text) => packageName(text) ?? path(text);
