/** `a, b and 3 more`: the first names of `count`, as many as a sentence has room for. */
export function firstOf(names: readonly string[], most: number, count: number = names.length): string {
  const shown = names.slice(0, most);
  const more = count - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
