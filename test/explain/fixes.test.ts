import { describe, expect, it } from 'vitest';
import { otherAdvice } from '../../src/checks/bundle/explain/advice.ts';
import { checks } from '../../src/checks/index.ts';
import { describeFinding } from '../../src/report/words/findings.ts';
import { plain } from '../../src/text/inline.ts';
import { aFinding, failing } from '../support/reports/a-report.ts';

const codes = checks.flatMap(({ id, explain }) =>
  Object.keys(explain.words.findings).map((code) => [id, code] as const),
);
const fixes = checks.flatMap(({ id, explain: { words } }) =>
  Object.entries(words.fixes).map(([code, fix]) => [id, code, fix] as const),
);

describe('A finding', () => {
  it.each(codes)('of %s, %s, is a sentence of its own, whatever its evidence lacks', (check, code) => {
    const finding = aFinding({ check, code, evidence: {}, location: 'src/cart.ts', suggestion: null });
    const sentence = plain(describeFinding(finding, failing()));
    expect(sentence).toMatch(/^app: .{10,}\.$/s);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it.each(codes.filter(([check, code]) => check === 'bundle' && code !== 'bundle.rest'))(
    'of %s, %s, gets a fix where it has none of its own',
    (_, code) => {
      const cause = { code, metric: 'javascript', location: null, current: 9_000, target: 0, grew: 9_000 } as const;
      expect(otherAdvice({ ...cause, evidence: {}, suggestion: null }, false)).not.toBeNull();
    },
  );
});

describe('A fix', () => {
  it.each(fixes)('of %s, %s, has a sentence and a risk', (check, code, { risk }) => {
    const finding = aFinding({ check, evidence: {}, suggestion: { code, effort: 'low' } });
    const sentence = plain(describeFinding(finding, failing()));
    const spelled = code.replaceAll('-', ' ');
    expect(sentence.toLowerCase().endsWith(` ${spelled}.`)).toBe(false);
    expect(risk).toMatch(/\S/);
  });
});
