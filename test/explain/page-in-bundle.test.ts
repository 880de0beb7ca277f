import { describe, expect, test } from 'vitest';
import { withBundleFiles } from '../../src/explain/page-in-bundle.ts';
import type { ReportFinding, Result } from '../../src/model/report.ts';
import { aFinding, aSize } from '../support/reports/a-report.ts';

const sizes = (gzip: number) => ({ raw: 3 * gzip, gzip, brotli: null });
type Sizes = ReturnType<typeof sizes> | null;

const app = (files: readonly { name: string; base: Sizes; head: Sizes }[], given: Partial<Result> = {}): Result =>
  aSize(1, 2, { details: { compression: 'gzip', files, moreFiles: 0, contents: null }, ...given });

const checkout = { name: 'assets/checkout-*.js', base: sizes(150_000), head: sizes(247_000) };
const others = [
  { name: 'assets/main-*.js', base: sizes(90_000), head: sizes(90_400) },
  { name: 'assets/gone-*.js', base: sizes(90_000), head: null },
];

const task = (url: unknown, given: Partial<ReportFinding> = {}): ReportFinding =>
  aFinding({
    code: 'vitals.long-task-grew',
    check: 'vitals',
    subject: 'home',
    variant: 'mobile',
    evidence: { url },
    ...given,
  });

const lodash = aFinding({ evidence: { name: 'lodash', shippedIn: ['assets/checkout-*.js', 'assets/total-*.js'] } });

const bundleOf = (url: unknown, results: readonly Result[], findings: readonly ReportFinding[] = [lodash]) =>
  withBundleFiles([...findings, task(url)], results).at(-1)?.evidence.bundle;

describe('a finding of a page', () => {
  const known = { subject: 'app', file: 'assets/checkout-*.js', new: false, grewBytes: 97_000, because: ['lodash'] };

  test('is told by how much its script grew in the bundle, and why', () => {
    expect(bundleOf('/assets/checkout-BbCd12Xy.js', [app([checkout, ...others])])).toEqual(known);
  });

  test('finds the file below a base path, and in a bundle that is one folder above the site', () => {
    expect(bundleOf('/shop/assets/checkout-BbCd12Xy.js?v=1', [app([checkout])])).toEqual(known);
    const above = { ...checkout, name: 'client/assets/checkout-*.js' };
    expect(bundleOf('/assets/checkout-BbCd12Xy.js', [app([above])], [])).toMatchObject({
      file: above.name,
      because: [],
    });
    expect(bundleOf('/other-checkout-BbCd12Xy.js', [app([{ ...checkout, name: 'checkout-*.js' }])])).toBeUndefined();
  });

  test('names the reasons of this file only, each once and the gravest first', () => {
    const findings = [
      lodash,
      aFinding({ evidence: { name: 'react', shippedIn: ['assets/main-*.js'] } }),
      aFinding({ subject: 'admin', evidence: { name: 'chart.js', shippedIn: [checkout.name] } }),
      aFinding({ evidence: { name: 'src/total.ts', shippedIn: [checkout.name] } }),
      lodash,
      aFinding({ evidence: { name: 3, shippedIn: checkout.name } }),
    ];
    const bundle = bundleOf('/assets/checkout-BbCd12Xy.js', [app([checkout])], findings);
    expect(bundle).toMatchObject({ because: ['lodash', 'src/total.ts'] });
  });

  test('of a file that is new says so', () => {
    const added = { ...checkout, base: null };
    expect(bundleOf('/assets/checkout-BbCd12Xy.js', [app([added])])).toMatchObject({ new: true, grewBytes: 247_000 });
  });

  test('of a stylesheet is found as well, in the bundle’s own compression', () => {
    const style = { name: 'style.css', base: sizes(1_000), head: sizes(9_000) };
    const details = { compression: 'none', files: [style] };
    expect(bundleOf('/style.css', [app([], { metric: 'css', details })])).toMatchObject({ grewBytes: 24_000 });
  });

  test.each([
    ['its file did not grow', '/assets/main-BbCd12Xy.js'],
    ['its file is gone', '/assets/gone-BbCd12Xy.js'],
    ['its file is on another origin', 'https://cdn.example.com/assets/checkout-BbCd12Xy.js'],
    ['its file is on another origin', '//cdn.example.com/assets/checkout-BbCd12Xy.js'],
    ['its file is no code', '/assets/checkout-BbCd12Xy.png'],
    ['it is about no file', null],
    ['its file is the page', '/'],
  ])('stays as it is where %s', (_, url) => {
    expect(bundleOf(url, [app([checkout, ...others])])).toBeUndefined();
  });

  test('stays as it is where two files have the same name, or nobody knows the bundle', () => {
    expect(bundleOf('/assets/checkout-BbCd12Xy.js', [app([checkout, checkout])])).toBeUndefined();
    expect(bundleOf('/assets/checkout-BbCd12Xy.js', [])).toBeUndefined();
    for (const details of [null, 3, { files: 'many' }, { compression: 'gzip', files: [{ name: 'x.js' }] }]) {
      expect(bundleOf('/assets/checkout-BbCd12Xy.js', [app([], { details })])).toBeUndefined();
    }
  });
});

test('all other findings stay the same', () => {
  const findings = [lodash, task('/assets/checkout-BbCd12Xy.js', { check: 'api' })];
  expect(withBundleFiles(findings, [app([checkout])])).toEqual(findings);
});
