import { parseLoaded } from '../../src/config/load.ts';
import { resolve } from '../../src/config/resolve.ts';
import { UsageError } from '../../src/errors.ts';
import { readAndCompare, spoilt } from '../../test/support/baselines/read-and-compare.ts';
import { KINDS, type Mutation, mutated, SUBTLE } from '../../test/support/reports/mutations.ts';
import { readAndShow } from '../../test/support/reports/read-and-show.ts';
import { REPORTS, SMALL } from '../../test/support/reports/seeds.ts';
import { configFrom } from './config.ts';

export interface Outcome {
  /** The outcome of a file, in one word. */
  readonly outcome: string;
  readonly milliseconds: number;
}

export interface Target {
  readonly name: string;
  /** Makes a file and has it read. @throws if reading it did what it must not. */
  run(random: () => number): Outcome;
}

function mutationsFrom(random: () => number): Mutation[] {
  const kinds = random() < 0.5 ? KINDS : SUBTLE;
  return Array.from({ length: 1 + Math.floor(random() * 4) }, () => ({
    kind: kinds[Math.floor(random() * kinds.length)] as Mutation['kind'],
    seed: Math.floor(random() * 2 ** 31),
  }));
}

const texts = REPORTS.map((report) => JSON.stringify(report));

const reports: Target = {
  name: 'report',
  run(random) {
    const text = texts[Math.floor(random() * texts.length)] as string;
    return readAndShow(mutated(text, mutationsFrom(random)), SMALL.plan);
  },
};

const configs: Target = {
  name: 'config',
  run(random) {
    const text = configFrom(random);
    const start = performance.now();
    const outcome = planned(text);
    return { outcome, milliseconds: performance.now() - start };
  },
};

/** A message about a mistake holds only characters that a terminal shows as they are. */
function planned(text: string): string {
  try {
    resolve(parseLoaded(text, 'perf-budget.yml', { HOME: '/home/ada' }));
    return 'read';
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const control = /[^\P{Cc}\n]|[\u202a-\u202e]/u.exec(error.message);
    if (control !== null)
      throw new Error(`a control character in a mistake: ${JSON.stringify(error.message.slice(0, 200))}`);
    return 'refused';
  }
}

const baselines: Target = {
  name: 'baseline',
  run: (random) => readAndCompare(spoilt(mutationsFrom(random), random)),
};

export const FUZZED: readonly Target[] = [reports, baselines, configs];
