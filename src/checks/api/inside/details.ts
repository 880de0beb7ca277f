import { type Inside, type Launches, requestOf, shapeIn } from './launches.ts';

/** As many queries are listed. */
const MOST = 20;

/** For the result of `queries`: the queries of both sides side by side, most often asked first, and what could not be counted. */
export const details = (metric: string, launches: Launches): unknown =>
  metric === 'queries' && requestOf(launches.head) !== null ? queriesOf(launches) : null;

export function queriesOf(launches: Launches) {
  const [base, head] = [requestOf(launches.base), requestOf(launches.head)];
  const gone = (base?.shapes ?? []).filter(({ shape }) => shapeIn(head, shape) === null);
  const shapes = [...(head?.shapes ?? []), ...gone].slice(0, MOST).map(({ shape }) => ({
    shape,
    base: figuresOf(shapeIn(base, shape)),
    head: figuresOf(shapeIn(head, shape)),
  }));
  return {
    shapes,
    background: (head?.background ?? []).map(({ shape }) => shape),
    range: { base: rangeOf(launches.base), head: rangeOf(launches.head) },
  };
}

const figuresOf = (seen: ReturnType<typeof shapeIn>) =>
  seen === null ? null : { times: seen.times, rows: seen.rows, ms: seen.ms };

function rangeOf(launches: readonly Inside[]): readonly [number, number] | null {
  const counts = launches.flatMap(({ requests }) => requests.map(({ queries }) => queries));
  return counts.length === 0 ? null : [Math.min(...counts), Math.max(...counts)];
}
