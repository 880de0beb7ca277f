import { disturbanceOf, isDisturbedRound } from '../compare/disturbed.ts';

/** How often one round is made again, at most. */
const MOST_REDOS = 2;
/** At most half of all rounds so far are made again, plus this many. */
const EXTRA = 2;
/** No round is made again after so many in a row stayed disturbed: the disturbance is permanent. */
const IN_VAIN = 4;

/** Counts of a subject's rounds that were made again. */
export interface Redos {
  /** Tries in addition to the first of each round. */
  readonly tries: number;
  /** Rounds in a row that stayed disturbed although they were made again. */
  readonly inVain: number;
}

export const NO_REDOS: Redos = { tries: 0, inVain: 0 };

/** The covariates of a try's visits, in their order; null for a side whose visit failed. */
export type Seen = readonly (Readonly<Record<string, number>> | null)[];

/**
 * Whether other processes disturbed the try, on either side. False for a try without both sides, which is compared with
 * nothing.
 */
export function wasDisturbed(seen: Seen): boolean {
  if (seen.length < 2 || seen.includes(null)) return false;
  const [base = 0, head = 0] = seen.map((covariates) => disturbanceOf(covariates ?? {}) ?? 0);
  return isDisturbedRound({ base, head });
}

/**
 * Whether to make a disturbed round again at once. The decision uses neither values nor sides.
 *
 * @param round counted from 0.
 * @param redo how often it was made again already.
 */
export const mayRedo = (round: number, redo: number, { tries, inVain }: Redos): boolean =>
  redo < MOST_REDOS && tries < Math.floor((round + 1) / 2) + EXTRA && inVain < IN_VAIN;

/** @param stayed whether the last try was disturbed as well. */
export const afterRound = (redos: Redos, redone: number, stayed: boolean): Redos =>
  redone === 0 ? redos : { tries: redos.tries + redone, inVain: stayed ? redos.inVain + 1 : 0 };
