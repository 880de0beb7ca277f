import { describe, expect, it } from 'vitest';
import type { Noise } from '../../../src/model/report.ts';
import { resultSchema } from '../../../src/model/result.ts';
import { howMeasured } from '../../../src/report/words/measured.ts';
import { sentence } from '../../../src/report/words/sentence.ts';
import { status } from '../../../src/report/words/vocabulary.ts';
import { plain } from '../../../src/text/inline.ts';
import { aChange, aReport, aResult, slowList } from '../../support/reports/a-report.ts';

const QUIET: Noise = { grade: 'quiet', delay: 0.008, pressure: 0.3, steal: 0, throttled: null };

function wordsOf(noise: Noise | null): string | undefined {
  const report = aReport();
  const { environment } = report;
  return howMeasured({ ...report, environment: { ...environment, noise } })
    .map(plain)
    .find((line) => line.startsWith('Runner noise'));
}

describe('how noisy the runner was', () => {
  it.each([
    [QUIET, 'Runner noise: low (waiting for a core 0.8 % of the time).'],
    [{ ...QUIET, grade: 'busy', delay: 0.25 }, 'Runner noise: medium (waiting for a core 20 % of the time).'],
    [
      { ...QUIET, grade: 'busy', redone: 0.12 },
      'Runner noise: medium (12 % of the rounds made again, waiting for a core 0.8 % of the time).',
    ],
    [
      { ...QUIET, grade: 'hopeless', delay: 1, steal: 0.125, throttled: 0.04 },
      'Runner noise: high (waiting for a core 50 % of the time, 13 % of the CPU time taken by its host, held back by a CPU quota 4.0 % of the time).',
    ],
  ] as const)('%j', (noise, words) => {
    expect(wordsOf(noise)).toBe(words);
  });

  it('names the endpoint and the side that a CPU quota held back most', () => {
    const report = aReport();
    const noise: Noise = { ...QUIET, throttled: 0.04 };
    const samples = (['base', 'head'] as const).map((side) => ({
      ...{ check: 'api', subject: 'list', variant: null, part: null, metric: 'cpu', side, value: 1 },
      ...{ round: 0, launch: 0, order: 0 as const, attempt: 0 },
      covariates: { throttled: side === 'head' ? 0.2 : 0.01 },
    }));
    const lines = howMeasured({ ...report, samples, environment: { ...report.environment, noise } }).map(plain);
    expect(lines).toContainEqual(expect.stringContaining('4.0 % of the time, most of all list on head (20 %)'));
  });

  it('is not told where the kernel does not', () => {
    expect(wordsOf(null)).toBeUndefined();
  });
});

describe('a witness beside a changed response time', () => {
  const change = (relative: number) =>
    aChange({ absolute: 124.2, relative: 0.254, low: 0.21, high: 0.3, witness: { metric: 'cpu', relative } });

  it('is named where the verdict rests on it', () => {
    expect(status(slowList({ budget: null, change: change(0.19) })).words).toBe(
      'regressed, confirmed by 19 % more CPU a request',
    );
  });

  it('is told where it is clear and the metric is not', () => {
    const threshold = { limit: 0.2, by: 'fraction', status: 'uncertain', source: null } as const;
    const words = (relative: number) => status(aResult({ threshold, change: change(relative) })).words;
    expect(words(0.19)).toBe('uncertain, but it uses 19 % more CPU a request');
    expect(words(-0.064)).toBe('uncertain, but it uses 6.4 % less CPU a request');
  });

  it('of a later version says nothing, and a report without one is a report', () => {
    const unknown = slowList({ change: aChange({ witness: { metric: 'memory', relative: 1 } }), budget: null });
    expect(status(unknown).words).toBe('regressed');
    expect(resultSchema.safeParse(slowList()).success).toBe(true);
    expect(resultSchema.parse(slowList({ change: change(0.19) })).change?.witness?.relative).toBe(0.19);
  });
});

describe('CPU per request in reports', () => {
  const cpu = slowList({
    metric: 'cpu',
    label: 'CPU per request',
    base: 4,
    head: 4.8,
    change: aChange({ absolute: 0.8, relative: 0.2, low: 0.18, high: 0.22 }),
    budget: null,
  });

  it('that regressed is more CPU, not slower', () => {
    expect(plain(sentence([cpu]))).toBe('list resumes uses 20 % more CPU a request.');
    const worse = { ...cpu, threshold: { ...cpu.threshold, status: 'worse' as const, limit: 0.3 } };
    expect(status(worse).words).toBe('more CPU, below the threshold');
  });
});
