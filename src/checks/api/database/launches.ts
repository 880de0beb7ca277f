import type {
  AccessSeen,
  ConnectionsSeen,
  PlaceSeen,
  PlansSeen,
  RequestSeen,
  ShapeSeen,
} from '../../../inspect/seen.ts';

/** The results of one launch for an endpoint. */
export interface Inside {
  /** The queries of each visit, in the order of the visits; empty in a launch made to find `places`. */
  readonly requests: readonly RequestSeen[];
  /** The plans that ran, by request; null if the server's role is not allowed to see them. */
  readonly plans: PlansSeen | null;
  /** The indexes that could serve its queries; null if the database can't be asked. */
  readonly access: AccessSeen | null;
  /** Database connections under a load; null if no load was made. */
  readonly connections: ConnectionsSeen | null;
  /** Places in the code that send the queries; present only in a launch made to find them. */
  readonly places?: readonly PlaceSeen[];
}

/** The launches of both sides, in their order. Base's are empty if it has no such subject. */
export interface Launches {
  readonly base: readonly Inside[];
  readonly head: readonly Inside[];
  /** Base's launches for the other endpoints on the same server. */
  readonly beside?: readonly Inside[];
}

/** The request that stands for a side: the last, when caches have filled. */
export const requestOf = (launches: readonly Inside[]): RequestSeen | null =>
  launches.findLast(({ requests }) => requests.length > 0)?.requests.at(-1) ?? null;

/** The last value of a side that not every launch has. */
export const lastOf = <K extends 'plans' | 'access' | 'connections'>(
  launches: readonly Inside[],
  key: K,
): NonNullable<Inside[K]> | null =>
  (launches.findLast((one) => one[key] !== null)?.[key] as NonNullable<Inside[K]> | undefined) ?? null;

export const shapeIn = (request: RequestSeen | null, shape: string): ShapeSeen | null =>
  request?.shapes.find((one) => one.shape === shape) ?? null;

/** Where head's code sends a statement; null if unknown. */
export const placeOf = (launches: readonly Inside[], shape: string): PlaceSeen | null =>
  launches.flatMap(({ places = [] }) => places).find((one) => one.shape === shape) ?? null;
