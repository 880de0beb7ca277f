/** The changed lines between two texts, marked `+` and `-`, with three unmarked lines around them. */
export function diffLines(before: string, after: string): string[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const common = commonLengths(old, now);
  const all: { readonly sign: ' ' | '-' | '+'; readonly text: string }[] = [];
  for (let i = 0, j = 0; i < old.length || j < now.length; ) {
    const [mine, other] = [old[i], now[j]];
    if (mine !== undefined && mine === other) {
      all.push({ sign: ' ', text: mine });
      i += 1;
      j += 1;
    } else if (other === undefined || (mine !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))) {
      all.push({ sign: '-', text: mine ?? '' });
      i += 1;
    } else {
      all.push({ sign: '+', text: other });
      j += 1;
    }
  }
  const isNear = (index: number) =>
    all.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ sign }) => sign !== ' ');
  return all.flatMap(({ sign, text }, index) =>
    isNear(index) ? [`${sign} ${text}`.trimEnd()] : isNear(index - 1) || index === 0 ? ['…'] : [],
  );
}

const AROUND = 3;

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const at = (table: readonly (readonly number[])[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** The length of the longest common subsequence of the rest from line i and from line j. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = table[i] as number[];
      row[j] = old[i] === now[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}
