/** The same key for labels that GitHub treats as equal: it ignores case, forms of accents, and spaces at the ends. */
export const labelKey = (label: string): string => label.normalize('NFC').trim().toLowerCase();
