/** Sizes as other tools read them, and as perf-budget.yml writes them. */

/** No file is as large; bytes. */
export const LARGEST_SIZE = 1e12;

/** The bytes that a tool counts as 1 kB. */
type Thousand = 1_000 | 1_024;

/**
 * Parses sizes like the package `bytes`: kB is 1024, in any case. Text it does not know is read up to the end of its
 * number: `30 KiB` is 30.
 */
export function parse1024(text: string): number | null {
  const [, digits, unit = ''] = /^([-+]?\d+(?:\.\d+)?) *([kmgtp])b$/i.exec(text) ?? [];
  const number = digits === undefined ? Number.parseInt(text, 10) : Number.parseFloat(digits);
  return Number.isNaN(number) ? null : Math.floor(number * 1_024 ** ' kmgtp'.indexOf(unit.toLowerCase() || ' '));
}

/** The package `bytes-iec`, and size-limit's own: kB is 1000 and KiB is 1024, in any case. */
export function parse1000(text: string): number | null {
  const [, digits, prefix = '', binary] = /^([-+]?\d+(?:\.\d+)?) *(?:([kmgtpezy])?(i)?b)?$/i.exec(text) ?? [];
  if (digits === undefined) return null;
  const power = ' kmgtpezy'.indexOf(prefix.toLowerCase() || ' ');
  return Math.floor(Number.parseFloat(digits) * (binary === undefined ? 1_000 : 1_024) ** power);
}

const UNITS: Readonly<Record<Thousand, readonly (readonly [suffix: string, bytes: number, from: number])[]>> = {
  1000: [
    ['MB', 1_000_000, 1],
    ['kB', 1_000, 1],
  ],
  1024: [
    ['MiB', 1_048_576, 1],
    ['KiB', 1_024, 0.1],
    ['MB', 1_000_000, 1],
    ['kB', 1_000, 1],
  ],
};

/**
 * Bytes as text for perf-budget.yml, equal to the byte: in a unit if two decimals suffice, one below 1 included, else
 * in bytes.
 */
export function byteText(bytes: number, thousand: Thousand): string {
  for (const [suffix, unit, from] of UNITS[thousand]) {
    const digits = Number((bytes / unit).toFixed(bytes < unit ? 1 : 2));
    // `0.3 KiB` are 307.2 B: no size lies between 307 B and that.
    const isSame = Math.floor(Number((digits * unit).toPrecision(15))) === bytes;
    if (digits >= from && isSame) return `${digits} ${suffix}`;
  }
  return `${bytes} B`;
}
