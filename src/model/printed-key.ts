import type { SubjectKey } from './subject.ts';

/** A key as report.json has it: its `variant` is the text for readers, and ends with the part. */
export interface PrintedKey {
  readonly check: string;
  readonly subject: string;
  readonly variant: string | null;
  /** Null or absent: the subject itself. */
  readonly part?: string | null | undefined;
}

const SEPARATOR = ', ';

/** The variant as report.json has it: `mobile, click #menu` for the part `click #menu` of the variant `mobile`. */
export function printedVariant({ variant, part }: Pick<SubjectKey, 'variant' | 'part'>): string | null {
  if (part === null) return variant;
  return variant === null ? part : `${variant}${SEPARATOR}${part}`;
}

/** The inverse of `printed`. A part is ignored if the variant does not end with it. */
export function readKey({ check, subject, variant, part = null }: PrintedKey): SubjectKey {
  if (part === null || variant === null) return { check, subject, variant, part: null };
  if (variant === part) return { check, subject, variant: null, part };
  const end = `${SEPARATOR}${part}`;
  if (!variant.endsWith(end)) return { check, subject, variant, part: null };
  return { check, subject, variant: variant.slice(0, -end.length), part };
}

/** Converts data with a key into an entry of a report. */
export const printed = <T extends SubjectKey>(one: T): T => ({ ...one, variant: printedVariant(one) });

/** Converts an entry of a report into data with a key. */
export const keyed = <T extends PrintedKey>(one: T): T & SubjectKey => ({ ...one, ...readKey(one) });
