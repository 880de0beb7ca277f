/**
 * Rounds that others disturbed. All of it looks at what ran on the machine, never at a time that was measured, and treats
 * both sides alike: so the coins stay as certain as they are without it.
 */

/** What disturbed both visits of one try of a round: what others ran over what the visit's own processes ran. */
export interface Try {
  readonly base: number;
  readonly head: number;
}

/** From here on a visit counts as disturbed. */
const DISTURBED = 0.3;

/** From how many rounds in which exactly one side was disturbed others follow a side, and at what level of a sign test. */
const FOLLOWS = { least: 6, level: 0.05 } as const;
/** The same for a suspicion, which keeps a subject from being settled but changes no verdict. */
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
 * Whether others disturb one side more often than the other. Then they may work for it, as its database does, and what
 * they take is part of the change: a two-sided sign test over the rounds in which exactly one side was disturbed.
 *
 * @param firsts the first try of each round: later ones were made because of it.
 */
export const followsASide = (firsts: readonly Try[]): boolean => leans(firsts, FOLLOWS);

/** Whether it may yet turn out that others follow a side. */
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

/** Which try counts in each round of a subject: the calmest, or, if others follow a side, the first of all rounds. */
export function countingTries(rounds: readonly (readonly [Try, ...Try[]])[]): number[] {
  if (followsASide(rounds.map(([first]) => first))) return rounds.map(() => 0);
  return rounds.map((tries) => {
    const each = tries.map(worst);
    return each.indexOf(Math.min(...each));
  });
}
