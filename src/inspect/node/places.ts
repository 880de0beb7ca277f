import type { PlaceSeen } from '../seen.ts';
import type { Frame, Write } from './writes.ts';

/** When a statement was sent, as bytes on its connection. */
interface Asked {
  readonly shape: string;
  readonly port: number;
  readonly at: number;
}

/**
 * Joins statements with the writes that sent them: the connection's last write at or before the statement.
 *
 * The nearest call is often one that all statements share, such as `query` of a module. So a statement's place is the
 * nearest call that the fewest other shapes share.
 */
export function placesOf(asked: readonly Asked[], writes: readonly Write[]): PlaceSeen[] {
  const calls = asked.flatMap(({ shape, port, at }) => {
    const frames = writes.findLast((one) => one.port === port && one.at <= at)?.frames ?? [];
    return frames.length === 0 ? [] : [{ shape, frames }];
  });
  const shapesAt = Map.groupBy(
    calls.flatMap(({ shape, frames }) => frames.map(({ place }) => ({ shape, place }))),
    ({ place }) => place,
  );
  const shared = ({ place }: Frame) => new Set(shapesAt.get(place)?.map(({ shape }) => shape)).size;
  const found = calls.map(({ shape, frames }): PlaceSeen => {
    const fewest = Math.min(...frames.map(shared));
    const at = frames.findIndex((frame) => shared(frame) === fewest);
    const { place, function: name } = frames[at] as Frame;
    const caller = frames.slice(at + 1).find((frame) => frame.place !== place) ?? null;
    return { shape, place, function: name, caller: caller?.place ?? null };
  });
  return [...Map.groupBy(found, ({ shape }) => shape).values()].flatMap((same) => {
    const groups = [...Map.groupBy(same, ({ place }) => place).values()].toSorted((a, b) => b.length - a.length);
    return groups[0]?.[0] ?? [];
  });
}
