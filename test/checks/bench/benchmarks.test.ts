import { describe, expect, it } from 'vitest';
import { fits, partsOf } from '../../../src/checks/bench/benchmarks.ts';
import type { Measured } from '../../../src/checks/bench/formats/format.ts';

const benchmark = (name: string, values: Measured['values'] = { time: 5 }, group: string | null = null): Measured => ({
  group,
  name,
  values,
});

const ALL: Parameters<typeof partsOf>[1] = { only: [], byName: [], required: [], mayLack: false };

const parts = (measured: readonly Measured[], asked: Partial<typeof ALL> = {}) => {
  const result = partsOf(measured, { ...ALL, ...asked });
  if (!result.ok) throw new Error(result.message);
  return result.parts;
};
const names = (...args: Parameters<typeof parts>) => Object.keys(parts(...args));

describe('The names of benchmarks', () => {
  it('have their file or package only where another has the same name', () => {
    const all = [
      benchmark('Join', { time: 1 }, 'a'),
      benchmark('Join', { time: 1 }, 'b'),
      benchmark('Split', { time: 1 }, 'a'),
    ];
    expect(names(all)).toEqual(['a > Join', 'b > Join', 'Split']);
  });

  it('have a number where their tool has one twice', () => {
    expect(names([benchmark('a'), benchmark('b'), benchmark('a')])).toEqual(['a', 'b', 'a (2)']);
  });

  it('are one line without control characters, and no key of every object', () => {
    expect(names([benchmark('\u001b[31mred\nline'), benchmark('__proto__'), benchmark('')])).toEqual([
      'red line',
      '__proto__',
      '(empty)',
    ]);
    expect([...(names([benchmark('x'.repeat(999))])[0] ?? '')].length).toBeLessThanOrEqual(200);
  });

  it('choose by themselves, or by a star for any text', () => {
    const all = ['parse small', 'parse large', 'join'].map((name) => benchmark(name));
    expect(names(all, { only: ['parse *'] })).toEqual(['parse small', 'parse large']);
    expect(names(all, { only: ['join', '*small'] })).toEqual(['parse small', 'join']);
    expect(fits('a.b (c)', 'a.b (*)')).toBe(true);
    expect(fits('axb', 'a.b')).toBe(false);
    expect(fits('aXbXc', 'a*b*c')).toBe(true);
    expect(fits('ab', 'ab*b')).toBe(false);
    expect(fits('a'.repeat(190), '*a*a*a*a*a*ab')).toBe(false);
  });
});

describe('A limit by the name of a benchmark', () => {
  it('holds its time under that name', () => {
    const all = [benchmark('parse'), benchmark('join')];
    expect(parts(all, { byName: ['par*'] })).toMatchObject({
      parse: { values: { 'par*': 5 } },
      join: { values: { time: 5 } },
    });
  });

  it('is the exact one before one with a star', () => {
    const all = [benchmark('parse'), benchmark('partition')];
    expect(parts(all, { byName: ['par*', 'parse'] })).toMatchObject({
      parse: { values: { parse: 5 } },
      partition: { values: { 'par*': 5 } },
    });
  });
});

describe('A run is refused', () => {
  const refused = (measured: readonly Measured[], asked: object = {}) => partsOf(measured, { ...ALL, ...asked });
  it.each([
    ['without any benchmark', [], {}, 'they hold no benchmark'],
    ['where none fits', [benchmark('parse')], { only: ['prase'] }, 'no benchmark fits only: prase'],
    ['where none has a name with a limit', [benchmark('parse')], { byName: ['prase'] }, 'no benchmark is called that'],
    [
      'where none has a metric with a limit',
      [benchmark('parse')],
      { required: ['p95'] },
      'no benchmark has p95, which has a limit',
    ],
    ['with too many for one suite', Array.from({ length: 201 }, (_, i) => benchmark(`${i}`)), {}, 'at most 200'],
  ])('%s', (_, measured, asked, message) => {
    expect(refused(measured, asked)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  });

  it('with what was meant', () => {
    expect(refused([benchmark('parse')], { only: ['prase'] })).toMatchObject({ hint: 'did you mean "parse"?' });
    expect(refused([benchmark('parse')], { required: ['p95'] })).toMatchObject({ hint: 'these results have time' });
  });

  it('on head alone: base may lack what is new', () => {
    const asked = { byName: ['new'], required: ['p95'], mayLack: true };
    expect(refused([benchmark('parse')], asked)).toMatchObject({ ok: true });
    expect(refused([benchmark('parse')], { only: ['new'], mayLack: true })).toEqual({ ok: true, parts: {} });
  });
});

describe('A benchmark without a usable number fails alone', () => {
  it.each([
    ['a time of zero', { time: 0 }, 'has 0 for time'],
    ['a negative value', { size: -1 }, 'has -1 for size'],
    ['no finite number', { time: Number.NaN }, 'has no number for time'],
    ['no number at all', {}, 'has no number'],
  ])('for %s', (_, values, message) => {
    expect(parts([benchmark('odd', values), benchmark('fine')])).toMatchObject({
      odd: { ok: false, code: 'no-results', message: expect.stringContaining(message) },
      fine: { ok: true },
    });
  });

  it('for an error of its own', () => {
    expect(parts([{ ...benchmark('odd', {}), failed: 'it threw an error' }])).toMatchObject({
      odd: { ok: false, message: 'the benchmark odd has no result: it threw an error' },
    });
  });

  it('but no memory, no errors and a percentile of zero are figures', () => {
    expect(parts([benchmark('a', { allocated: 0, 'error-rate': 0, p50: 0 })])).toMatchObject({ a: { ok: true } });
  });
});
