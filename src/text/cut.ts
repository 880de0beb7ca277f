/** Cuts to at most so many UTF-16 units, never inside a character, and ends with an ellipsis. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;

export const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** Cuts to at most so many bytes of UTF-8, never inside a character, and ends with an ellipsis. */
export function cutToBytes(text: string, mostBytes: number): string {
  if (byteLength(text) <= mostBytes) return text;
  let kept = '';
  for (const character of text) {
    if (byteLength(`${kept}${character}…`) > mostBytes) break;
    kept += character;
  }
  return `${kept}…`;
}
