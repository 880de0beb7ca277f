import { type Launches, requestOf, shapeIn } from './launches.ts';

/** As many queries are listed. */
const MOST = 20;

/**
 * Details of the result of `queries`: both sides' queries side by side, most often asked first, and the server's own
 * queries.
 */
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
  };
}

const figuresOf = (seen: ReturnType<typeof shapeIn>) =>
  seen === null ? null : { times: seen.times, rows: seen.rows, ms: seen.ms };
