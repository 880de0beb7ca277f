import { expect, test } from 'vitest';
import type { BundleEvidence, Kept } from '../../../../src/checks/bundle/evidence.ts';
import { explain } from '../../../../src/checks/bundle/explain/explain.ts';
import { bundleWords } from '../../../../src/checks/bundle/words.ts';
import type { Worsened } from '../../../../src/checks/explanation.ts';
import { plain } from '../../../../src/text/inline.ts';
import { aBundle, type Modules } from '../../../support/bundles/a-bundle.ts';

const kept = (modules: Modules, isFreeOfEffects: boolean): Kept => ({
  bytes: Object.values(modules).reduce((sum, bytes) => sum + bytes, 0),
  modules: Object.entries(modules).map(([id, bytes]) => ({ id, bytes, line: 3, statement: 'register();' })),
  isFreeOfEffects,
});

const anImport = (modules: Modules, stays: Kept): BundleEvidence => ({
  ...aBundle({ files: { 'import.js': modules } }),
  kept: stays,
});

const subject = { name: 'createStore', variant: null };
const findings = (base: BundleEvidence | null, head: BundleEvidence, worse: readonly Worsened[] = []) =>
  explain(subject, { base, head }, worse);

/** The words of the first finding, and of its fix. */
function words(base: BundleEvidence, head: BundleEvidence): string[] {
  const [first] = findings(base, head);
  if (first === undefined) return [];
  const fix = bundleWords.fixes[first.suggestion?.code ?? ''];
  return [bundleWords.findings[first.code]?.(first, 'B'), fix?.words(first)].map((sentence) => plain(sentence ?? []));
}

const small = { 'src/store.js': 400 };
const whole = { 'src/store.js': 400, 'src/locale.js': 6_000, 'src/list.js': 900 };
const FREE = kept({}, true);

test('A library that drops its flag is told so first, with the modules that stay and the flag to put back', () => {
  const stays = kept({ 'src/locale.js': 6_000, 'src/list.js': 900, 'src/index.js': 5 }, false);
  const found = findings(anImport(small, FREE), anImport(whole, stays));
  expect(found.map(({ code }) => code)).toEqual(['bundle.not-tree-shaken', 'bundle.module-new', 'bundle.module-new']);
  expect(found[0]).toMatchObject({ location: 'src/locale.js', current: 6_905, target: 0, impact: 'critical' });
  expect(words(anImport(small, FREE), anImport(whole, stays))).toEqual([
    'it does not tree-shake, since "sideEffects": false is gone from package.json: src/locale.js and 1 more module stay whatever is imported (line 3: register();)',
    'Put "sideEffects": false back into package.json',
  ]);
});

test('A statement that is new at the top of a module is named, with both ways to mend it', () => {
  const head = anImport(whole, kept({ 'src/locale.js': 6_000 }, false));
  expect(words(anImport(small, kept({}, false)), head)).toEqual([
    'it does not tree-shake: src/locale.js stays whatever is imported (line 3: register();)',
    'Move what runs when src/locale.js loads into a function, or mark the call as /* @__PURE__ */, or write "sideEffects": false into package.json if nothing must run on import',
  ]);
});

test('With the flag in place, only the statement itself can be mended', () => {
  const head = anImport(whole, kept({ 'dist/index.js': 6_000 }, true));
  expect(words(anImport(small, FREE), head)[1]).toBe(
    'Move what runs when dist/index.js loads into a function, or mark the call as /* @__PURE__ */',
  );
});

test('What stays on base as well is no news, unless it fills a budget', () => {
  const stays = kept({ 'src/locale.js': 6_000 }, false);
  const [base, head] = [anImport(whole, stays), anImport({ ...whole, 'src/store.js': 800 }, stays)];
  expect(findings(base, head).map(({ code }) => code)).toEqual(['bundle.module-grew']);
  const over: Worsened = { metric: 'total', part: null, absolute: 100, over: 'as-base' };
  expect(findings(base, head, [over])[0]?.code).toBe('bundle.not-tree-shaken');
  expect(findings(null, head, [over])[0]?.code).toBe('bundle.not-tree-shaken');
  expect(findings(null, head)).toEqual([]);
});

test('Growth of a few hundred bytes is explained, and no fix speaks of loading later', () => {
  const [found, ...others] = findings(anImport(small, FREE), anImport({ 'src/store.js': 700 }, FREE));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ code: 'bundle.module-grew', location: 'src/store.js', suggestion: null });
});
