/** Equal for labels that GitHub takes for the same: without regard to case, form of accents, and spaces at the ends. */
export const labelKey = (label: string): string => label.normalize('NFC').trim().toLowerCase();
