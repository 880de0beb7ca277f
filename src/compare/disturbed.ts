/**
 * Detects rounds that other processes disturbed. It reads only the machine's load, never a measured time, and treats
 * both sides alike. So the randomisation by coins stays valid.
 */

/**
 * How disturbed each side's visit in one try of a round was: CPU time of other processes over that of the visit's own.
 */
export interface Try {
  readonly base: number;
  readonly head: number;
}

/** A visit is disturbed from this ratio on. */
const DISTURBED = 0.3;

/**
 * The disturbance follows a side if a sign test passes this level. It needs at least so many rounds with exactly one
 * disturbed side.
 */
const FOLLOWS = { least: 6, level: 0.05 } as const;
/** The same for a suspicion, which keeps a subject open but changes no verdict. */
const MAY_FOLLOW = { least: 3, level: 0.25 } as const;

/** How disturbed a visit was; null if the kernel does not report it. */
export function disturbanceOf(covariates: Readonly<Record<string, number>> = {}): number | null {
  const { others, own } = covariates;
  return others === undefined || own === undefined || own <= 0 ? null : others / own;
}

export const isDisturbed = (disturbance: number): boolean => disturbance > DISTURBED;

const worst = ({ base, head }: Try): number => Math.max(base, head);

/** Whether a round deserves another try. */
export const isDisturbedRound = (one: Try): boolean => isDisturbed(worst(one));

/**
 * Whether one side is disturbed more often than the other. It is a two-sided sign test over the rounds with exactly one
 * disturbed side. If so, the other processes may work for that side, as its database does. Their load is then part of
 * the change.
 *
 * @param firsts the first try of each round; later tries depend on it.
 */
export const followsASide = (firsts: readonly Try[]): boolean => leans(firsts, FOLLOWS);

/** Whether later rounds may still show that the disturbance follows a side. */
export const mayFollowASide = (firsts: readonly Try[]): boolean => leans(firsts, MAY_FOLLOW);

function leans(firsts: readonly Try[], { least, level }: typeof FOLLOWS | typeof MAY_FOLLOW): boolean {
  const oneSided = firsts.filter(({ base, head }) => isDisturbed(base) !== isDisturbed(head));
  if (oneSided.length < least) return false;
  const heads = oneSided.filter(({ head }) => isDisturbed(head)).length;
  const fewer = Math.min(heads, oneSided.length - heads);
  return 2 * atMost(fewer, oneSided.length) <= level;
}

/** The probability of at most `k` heads in `n` throws of a fair coin. */
function atMost(k: number, n: number): number {
  let term = 2 ** -n;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= (n - i + 1) / i;
    sum += term;
  }
  return sum;
}

/**
 * The try that counts in each round of a subject: the calmest, or the first of every round if the disturbance follows a
 * side.
 */
export function countingTries(rounds: readonly (readonly [Try, ...Try[]])[]): number[] {
  if (followsASide(rounds.map(([first]) => first))) return rounds.map(() => 0);
  return rounds.map((tries) => {
    const each = tries.map(worst);
    return each.indexOf(Math.min(...each));
  });
}
