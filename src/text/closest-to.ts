import leven from 'leven';

/** The entry of `known` that the author probably meant: at most a third of its letters differ, or their order does. */
export function closestTo(written: string, known: readonly string[]): string | undefined {
  const lower = written.slice(0, 100).toLowerCase();
  const sorted = (text: string) => [...text].sort().join('');
  return known
    .map((name) => ({ name, distance: sorted(name) === sorted(lower) ? 0 : leven(lower, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0]?.name;
}
