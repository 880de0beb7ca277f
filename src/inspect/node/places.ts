import type { PlaceSeen } from '../seen.ts';
import type { Write } from './writes.ts';

/** When a statement was sent, as bytes on its connection. */
interface Asked {
  readonly shape: string;
  readonly port: number;
  readonly at: number;
}

/** Joins statements with the writes that sent them: of a connection's, the last at or before its statement. */
export function placesOf(asked: readonly Asked[], writes: readonly Write[]): PlaceSeen[] {
  const found = asked.flatMap(({ shape, port, at }): PlaceSeen[] => {
    const write = writes.findLast((one) => one.port === port && one.at <= at);
    return write === undefined || write.place === null ? [] : [{ shape, place: write.place, function: write.function }];
  });
  return [...Map.groupBy(found, ({ shape }) => shape).values()].flatMap((same) => {
    const groups = [...Map.groupBy(same, ({ place }) => place).values()].toSorted((a, b) => b.length - a.length);
    return groups[0]?.[0] ?? [];
  });
}
