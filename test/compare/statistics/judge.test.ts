import { describe, expect, it } from 'vitest';
import { NOISY, QUIET } from '../../../bench/simulator/machine.ts';
import { seeded } from '../../../bench/simulator/random.ts';
import { ENDPOINT, PAGE, simulatedPairs } from '../../../bench/simulator/subjects.ts';
import { lcpRule, p95Rule, ruleInSuchARun } from '../../../bench/simulator/whole-run.ts';
import { type Judgement, judge, type Pair } from '../../../src/compare/statistics/judge.ts';
import { levelsOf } from '../../../src/compare/statistics/levels.ts';
import { looksUpTo, type Rule } from '../../../src/compare/statistics/rule.ts';

const p95 = (threshold = 0.1) => ruleInSuchARun(p95Rule(threshold), 40);
const endpoint = (effect: number, seed = 1, machine = QUIET) =>
  simulatedPairs({ ...ENDPOINT, machine, effect }, seeded(seed));

/** A rule for a metric that stands alone in its run and ends after `rounds`. */
function alone(rule: Partial<Rule>, rounds: number): Rule {
  const looks = looksUpTo(rounds, rule.launches ?? 'shared');
  const levels = levelsOf(0.99, { shared: 1, own: 0 }, { launches: rule.launches ?? 'shared', looks });
  return { ...p95Rule(0.1), ...rule, looks, levels };
}

/** `count` pairs in launches of two, with a little noise that has no centre. */
function pairsOf(count: number, base: number, head: number, seed = 3): Pair[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, round) => ({
    launch: Math.floor(round / 2),
    base: base * Math.exp(random.normal(0.01)),
    head: head * Math.exp(random.normal(0.01)),
  }));
}

const swapSides = ({ base, head }: { base: number; head: number }) => ({ base: head, head: base });
const swapped = (pairs: readonly Pair[]): Pair[] =>
  pairs.map((pair) => ({
    ...pair,
    ...swapSides(pair),
    ...(pair.delay && { delay: swapSides(pair.delay) }),
    ...(pair.witness && { witness: swapSides(pair.witness) }),
  }));

describe('a judgement', () => {
  it('calls a clear regression regressed, and says by how much', () => {
    const judgement = judge(endpoint(0.25), p95());
    expect(judgement).toMatchObject({ status: 'regressed', settled: true, compared: 'ratio', witness: false });
    expect(judgement.low).toBeGreaterThan(0.1);
    expect(judgement.high).toBeLessThan(0.4);
    expect(judgement.launches).toBe(judgement.rounds / 2);
  });

  it('calls what did not change unchanged, and says what it could have seen', () => {
    const judgement = judge(endpoint(0), p95());
    expect(judgement).toMatchObject({ status: 'unchanged', settled: true });
    expect(judgement.detectable).toBeGreaterThanOrEqual(0.05);
    expect(judgement.detectable).toBeLessThan(0.2);
  });

  it('warns of a change that is certain but below the threshold', () => {
    expect(judge(pairsOf(40, 100, 110), p95(0.2))).toMatchObject({ status: 'worse', settled: true });
    expect(judge(pairsOf(40, 110, 100), p95(0.2))).toMatchObject({ status: 'improved', settled: true });
  });

  it('has no word for a change that is certain but below 5 %', () => {
    expect(judge(pairsOf(40, 100, 103), p95(0.1))).toMatchObject({ status: 'unchanged', settled: true });
  });

  it('calls nothing below the floor regressed', () => {
    expect(judge(pairsOf(40, 2, 2.6), p95(0.1)).status).toBe('unchanged');
    expect(judge(pairsOf(40, 2, 3.4), p95(0.1)).status).toBe('regressed');
    expect(judge(pairsOf(20, 1000, 1130), ruleInSuchARun(lcpRule(0.1), 20)).status).toBe('unchanged');
  });

  it('never calls a metric without a threshold regressed', () => {
    const rule = alone({ threshold: null }, 40);
    expect(judge(pairsOf(40, 100, 180), rule).status).toBe('worse');
    expect(judge(pairsOf(40, 100, 101), rule)).toMatchObject({ status: 'unchanged', settled: true });
  });

  it('takes a threshold that is an amount', () => {
    const rule = alone({ threshold: { limit: 20, by: 'amount' } }, 40);
    expect(judge(pairsOf(40, 100, 115), rule).status).toBe('worse');
    expect(judge(pairsOf(40, 100, 125), rule).status).toBe('regressed');
  });

  it('knows that less throughput is worse', () => {
    const judgement = judge(pairsOf(40, 1000, 700), alone({ worse: 'lower' }, 40));
    expect(judgement.status).toBe('regressed');
    expect(judgement.estimate).toBeCloseTo(-0.3, 1);
    expect(judgement.low).toBeLessThan(judgement.estimate);
    expect(judgement.high).toBeGreaterThan(judgement.estimate);
    expect(judge(pairsOf(40, 700, 1000), alone({ worse: 'lower' }, 40)).status).toBe('improved');
  });

  it('compares metrics that are zero on a healthy side by difference', () => {
    const rule = alone({ compared: 'difference', floor: 0.02, launches: 'own' }, 20);
    const random = seeded(8);
    const shifts = (head: number) =>
      Array.from({ length: 20 }, (_, launch) => ({ launch, base: 0, head: head && head + random.normal(0.002) }));
    expect(judge(shifts(0.1), rule)).toMatchObject({ status: 'regressed', compared: 'difference' });
    expect(judge(shifts(0.015), rule).status).toBe('unchanged');
    expect(judge(shifts(0), rule)).toMatchObject({ status: 'unchanged', settled: true, rounds: 6, low: 0, high: 0 });
  });

  it('is settled at the first look where nothing differs at all', () => {
    const same = Array.from({ length: 40 }, (_, round) => ({ launch: round >> 1, base: 7, head: 7 }));
    expect(judge(same, p95())).toMatchObject({ status: 'unchanged', settled: true, rounds: 12, estimate: 0 });
    expect(judge(same.slice(0, 3), p95())).toMatchObject({ status: 'unchanged', settled: false, rounds: 3 });
  });
});

describe('a launch', () => {
  it('that was unlucky does not make a regression, however slow it was', () => {
    const luck = (launch: number, side: string) => (launch === 0 && side === 'head' ? 3 : 1);
    for (let seed = 0; seed < 50; seed++) {
      const pairs = simulatedPairs({ ...ENDPOINT, machine: QUIET, luck }, seeded(seed));
      expect(judge(pairs, p95()).status).not.toBe('regressed');
    }
  });

  it('is one of at least three that a regression has to show in', () => {
    const twoLaunches = pairsOf(40, 100, 200).map((pair, round) => ({ ...pair, launch: round < 20 ? 0 : 1 }));
    expect(judge(twoLaunches, p95()).status).toBe('worse');
    const own = alone({ launches: 'own' }, 40);
    expect(judge(twoLaunches, own).status).toBe('regressed');
  });
});

describe('looks', () => {
  it('give the same judgement whether pairs come one by one or all at once', () => {
    for (const effect of [0, 0.1, 0.2]) {
      for (let seed = 0; seed < 10; seed++) {
        const pairs = endpoint(effect, seed, NOISY);
        let measured = p95().looks[0] as number;
        while (!judge(pairs.slice(0, measured), p95()).settled) measured++;
        expect(judge(pairs, p95())).toEqual(judge(pairs.slice(0, measured), p95()));
      }
    }
  });

  it('are where it is settled, never between them', () => {
    const pairs = endpoint(0.5);
    expect(judge(pairs.slice(0, 11), p95()).settled).toBe(false);
    const { rounds } = judge(pairs, p95());
    expect(p95().looks).toContain(rounds);
    expect(judge(pairs.slice(0, rounds + 1), p95()).rounds).toBe(rounds);
  });

  it('end with the plan: nothing is left open after it', () => {
    for (let seed = 0; seed < 20; seed++) expect(judge(endpoint(0.1, seed, NOISY), p95()).settled).toBe(true);
  });

  it('give an honest answer of any number of pairs', () => {
    for (let count = 1; count < 12; count++) {
      const regressed = judge(endpoint(0.2).slice(0, count), p95());
      expect(['uncertain', 'worse']).toContain(regressed.status);
      expect(regressed).toMatchObject({ settled: false, rounds: count });
    }
    expect(judge(endpoint(0.2).slice(0, 1), p95())).toMatchObject({ status: 'uncertain', low: null, high: null });
    expect(() => judge([], p95())).toThrow(RangeError);
  });

  it('of a small plan can still be certain, if it allows that', () => {
    expect(judge(pairsOf(6, 100, 150), alone({}, 6))).toMatchObject({ status: 'worse', settled: true });
    expect(judge(pairsOf(6, 100, 101), alone({}, 6))).toMatchObject({ status: 'unchanged', settled: true });
    expect(judge(pairsOf(10, 100, 150), alone({}, 10))).toMatchObject({ status: 'regressed', settled: true });
    expect(judge(pairsOf(3, 100, 150), alone({}, 3))).toMatchObject({ status: 'uncertain', settled: true });
  });
});

describe('the second witness', () => {
  const witnessed = (effect: number, seed: number) =>
    simulatedPairs({ ...ENDPOINT, machine: { ...NOISY, neighbour: 0.6 }, effect, witness: true }, seeded(seed));

  it('lets a regression be called that p95 alone leaves open, and the judgement says so', () => {
    let rested = 0;
    for (let seed = 0; seed < 60; seed++) {
      const pairs = witnessed(0.2, seed);
      const judgement = judge(pairs, p95());
      const without = judge(
        pairs.map(({ witness: _, ...pair }) => pair),
        p95(),
      );
      if (judgement.status === 'regressed' && judgement.witness) rested++;
      if (without.status === 'regressed') expect(judgement.status).toBe('regressed');
      expect(without.witness).toBe(false);
    }
    expect(rested).toBeGreaterThan(10);
  });

  it('cannot make a regression of its own', () => {
    const pairs = pairsOf(40, 100, 100).map((pair) => ({ ...pair, witness: { base: 1, head: 2 } }));
    expect(judge(pairs, p95()).status).toBe('unchanged');
  });

  it('that moved the other way, or is missing in some pairs, testifies nothing', () => {
    for (let seed = 0; seed < 20; seed++) {
      const pairs = witnessed(0.2, seed);
      const against = pairs.map(({ witness, ...pair }) => ({
        ...pair,
        ...(witness && { witness: swapSides(witness) }),
      }));
      expect(judge(against, p95()).witness).toBe(false);
      const partly = pairs.map(({ witness, ...pair }, i) => ({ ...pair, ...(i > 0 && witness && { witness }) }));
      expect(judge(partly, p95()).witness).toBe(false);
    }
  });
});

/** Data of every kind that runs are made of, with its rule. */
function* anyData(runs: number): Generator<{ pairs: Pair[]; rule: Rule }> {
  for (let seed = 0; seed < runs; seed++) {
    const random = seeded(seed);
    const page = random.chance(0.4);
    const rounds = random.chance(0.3) ? 1 + Math.floor(random.between(0, 15)) : page ? 20 : 40;
    const scenario = {
      ...(page ? PAGE : ENDPOINT),
      machine: { ...(random.chance(0.5) ? QUIET : NOISY), visitSpread: random.between(0.03, 0.2) },
      effect: random.between(-0.3, 0.4),
      delays: random.chance(0.7) ? 'measured' : 'absent',
      witness: random.chance(0.5),
      rounds,
    } as const;
    // Rounded values have ties and zeros.
    const step = random.chance(0.3) ? scenario.baseMs / 15 : 1e-6;
    const pairs = simulatedPairs(scenario, random).map((pair) => ({
      ...pair,
      base: step * Math.round(pair.base / step),
      head: step * Math.round(pair.head / step),
    }));
    const launches = page ? 'own' : 'shared';
    const rule = {
      compared: random.chance(0.7) ? 'ratio' : 'difference',
      worse: random.chance(0.8) ? 'higher' : 'lower',
      threshold: random.chance(0.9) ? ({ limit: random.between(0.02, 0.3), by: 'fraction' } as const) : null,
      floor: random.chance(0.5) ? 0 : random.between(0, 0.15) * scenario.baseMs,
      launches,
    } as const;
    yield { pairs, rule: ruleInSuchARun(rule, random.chance(0.5) ? rounds : page ? 20 : 40) };
  }
}

describe('on any data', () => {
  it('swapping base and head mirrors the judgement exactly', () => {
    const mirror: Record<Judgement['status'], readonly Judgement['status'][]> = {
      regressed: ['improved'],
      worse: ['improved'],
      improved: ['regressed', 'worse'],
      unchanged: ['unchanged'],
      uncertain: ['uncertain'],
    };
    for (const { pairs, rule } of anyData(400)) {
      const here = judge(pairs, rule);
      const there = judge(swapped(pairs), rule);
      expect(mirror[here.status]).toContain(there.status);
      for (const same of ['settled', 'rounds', 'launches', 'effectiveRounds', 'witness', 'compared'] as const) {
        expect(there[same]).toBe(here[same]);
      }
      const turn = (change: number) => (here.compared === 'ratio' ? 1 / (1 + change) - 1 : -change);
      expect(there.estimate).toBeCloseTo(turn(here.estimate), 9);
      for (const [one, other] of [
        [here.low, there.high],
        [here.high, there.low],
      ]) {
        if (one === null || one === undefined) expect(other).toBe(one);
        else expect(other).toBeCloseTo(turn(one), 9);
      }
    }
  });

  it('the interval never contradicts the status', () => {
    for (const { pairs, rule } of anyData(600)) {
      const { status, estimate, low, high, compared } = judge(pairs, rule);
      const toWorse = rule.worse === 'higher' ? 1 : -1;
      if (low !== null) expect(low).toBeLessThanOrEqual(estimate);
      if (high !== null) expect(high).toBeGreaterThanOrEqual(estimate);
      if (status === 'unchanged' && compared === 'ratio' && rule.threshold && rule.floor === 0 && low !== null) {
        expect(high).toBeLessThan(rule.threshold.limit);
        expect(low).toBeGreaterThan(1 / (1 + rule.threshold.limit) - 1);
      }
      if (status === 'regressed' || status === 'worse') {
        expect(toWorse === 1 ? low : -Number(high)).toBeGreaterThan(0);
        expect(toWorse * estimate).toBeGreaterThan(0);
      }
      if (status === 'improved') expect(toWorse === 1 ? -Number(high) : low).toBeGreaterThan(0);
    }
  });

  it('the unit does not matter', () => {
    for (const { pairs, rule } of anyData(200)) {
      const scaled = pairs.map((pair) => ({ ...pair, base: pair.base * 1024, head: pair.head * 1024 }));
      const here = judge(pairs, rule);
      const there = judge(scaled, { ...rule, floor: rule.floor * 1024 });
      expect(there).toMatchObject({ status: here.status, settled: here.settled, rounds: here.rounds });
      expect(there.estimate).toBeCloseTo(here.estimate * (here.compared === 'ratio' ? 1 : 1024), 6);
    }
  });
});
