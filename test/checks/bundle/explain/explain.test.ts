import { describe, expect, test } from 'vitest';
import { explain as explainBundle } from '../../../../src/checks/bundle/explain/explain.ts';
import type { Finding } from '../../../../src/model/finding.ts';
import { aBundle, type Described } from '../../../support/bundles/a-bundle.ts';

const explain = (base: Described, head: Described): Finding[] =>
  explainBundle({ name: 'app', variant: null }, { base: aBundle(base), head: aBundle(head) });

const grew = ({ current, target }: Finding): number => (current ?? 0) - (target ?? 0);
const codes = (findings: readonly Finding[]) =>
  findings.map((finding) => [finding.code, finding.evidence.name ?? finding.location, grew(finding)]);

const LODASH = 'node_modules/lodash/lodash.js';
const MAIN = { 'src/main.ts': 20_000, '[unmapped]': 500 };
const page = (...initial: string[]) => ({ 'index.html': { initial, async: [] } });

describe('a bundle in which nothing grew', () => {
  const described: Described = {
    files: {
      'index-CD5neIF8.js': { ...MAIN, [LODASH]: 70_000, 'node_modules/a/node_modules/lodash/lodash.js': 60_000 },
      'logo.png': 9_000,
    },
    entries: page('index-CD5neIF8.js'),
    inlineMaps: { 'index-CD5neIF8.js': 400 },
  };

  test('a bundle in which nothing grew has no cause', () => {
    expect(explain(described, described)).toEqual([]);
  });

  test('there is no cause when packages only moved from one chunk to another', () => {
    const files = { 'index-CD5neIF8.js': { ...MAIN, [LODASH]: 70_000 } };
    const split = { 'index-CD5neIF9.js': MAIN, 'lodash-BvKxQzP1.js': { [LODASH]: 70_000, '[unmapped]': 900 } };
    expect(explain({ files }, { files: split })).toEqual([]);
    expect(explain({ files: split }, { files })).toEqual([]);
  });

  test('there is no cause when a package has another version of the same size', () => {
    const files = { 'a.js': { ...MAIN, [LODASH]: 70_000 } };
    const at = (version: string): Described => ({ files, versions: { 'node_modules/lodash': version } });
    expect(explain(at('4.17.20'), at('4.17.21'))).toEqual([]);
  });

  test('there is no cause when modules are moved to another folder, or code from one to the other', () => {
    expect(
      explain(
        { files: { 'a.js': { 'src/old/grid.ts': 9_000, 'src/a.ts': 5_000, 'src/b.ts': 1_000 } } },
        { files: { 'a.js': { 'src/new/grid.ts': 9_100, 'src/a.ts': 1_000, 'src/b.ts': 5_000 } } },
      ),
    ).toEqual([]);
  });

  test('there is no cause when files whose modules nobody knows are cut in another way', () => {
    expect(explain({ files: { 'a.js': 90_000 } }, { files: { 'a.js': 20_000, 'vendor.js': 70_000 } })).toEqual([]);
  });

  test('a side that could not be measured has no cause', () => {
    const subject = { name: 'app', variant: null };
    expect(explainBundle(subject, { base: null, head: aBundle(described) })).toEqual([]);
    expect(explainBundle(subject, { base: aBundle(described), head: null })).toEqual([]);
  });
});

describe('a new package', () => {
  const head: Described = {
    files: { 'a.js': { ...MAIN, 'src/main.ts': 23_000, [LODASH]: 71_000 } },
    importers: { 'node_modules/lodash': ['src/checkout/total.ts'] },
    versions: { 'node_modules/lodash': '4.17.21' },
  };

  test('a new package is the first cause, with its version and who imports it', () => {
    const findings = explain({ files: { 'a.js': MAIN } }, head);
    expect(findings).toHaveLength(2);
    expect(findings[0]).toEqual({
      code: 'bundle.package-new',
      check: 'bundle',
      subject: 'app',
      variant: null,
      part: null,
      metric: 'javascript',
      impact: 'critical',
      kind: 'size',
      location: 'src/checkout/total.ts',
      current: 71_000,
      target: 0,
      evidence: {
        name: 'lodash',
        version: '4.17.21',
        importers: ['src/checkout/total.ts'],
        shippedIn: ['a.js'],
        minified: true,
        compression: 'gzip',
        compressed: 23_667,
        form: 'lodash-es',
        saves: 67_000,
        alternative: 'es-toolkit',
      },
      suggestion: { code: 'import-one-function', effort: 'low' },
    });
    expect(codes(findings)[1]).toEqual(['bundle.module-grew', 'src/main.ts', 3_000]);
  });

  test('a new package has its bytes before minifying where no others are known', () => {
    const [first] = explain({ files: { 'a.js': MAIN }, minified: false }, { ...head, minified: false });
    // A third of it is shipped, and a third of that is what gzip leaves.
    expect(first).toMatchObject({ current: 71_000, evidence: { minified: false } });
    expect(Number(first?.evidence.compressed)).toBeCloseTo(71_000 / 9, -2);
  });

  test('a new package stands for the packages that only it brings', () => {
    const findings = explain(
      { files: { 'a.js': { ...MAIN, 'node_modules/shared/index.js': 3_000 } } },
      {
        files: {
          'a.js': {
            ...MAIN,
            'node_modules/shared/index.js': 3_000,
            'node_modules/charts/index.js': 20_000,
            'node_modules/d3-scale/index.js': 25_000,
            'node_modules/d3-array/index.js': 6_000,
            'node_modules/own-too/index.js': 4_000,
          },
        },
        importers: {
          'node_modules/charts': ['src/report.ts'],
          'node_modules/d3-scale': ['node_modules/charts/index.js'],
          'node_modules/d3-array': ['node_modules/d3-scale/index.js', 'node_modules/charts/index.js'],
          'node_modules/own-too': ['src/other.ts', 'node_modules/charts/index.js'],
        },
      },
    );
    expect(codes(findings)).toEqual([
      ['bundle.package-new', 'charts', 51_000],
      ['bundle.package-new', 'own-too', 4_000],
    ]);
    expect(findings[0]).toMatchObject({
      location: 'src/report.ts',
      evidence: { brings: ['d3-scale', 'd3-array'], brought: { packages: 2, bytes: 31_000 } },
    });
  });

  test('a new package stands for what comes through a package without bytes in the bundle', () => {
    const files = { 'a.js': { ...MAIN, 'node_modules/charts/i.js': 9_000, 'node_modules/d3-scale/i.js': 5_000 } };
    const importers = {
      'node_modules/charts': ['src/report.ts'],
      'node_modules/vendor': ['node_modules/charts/i.js', 'node_modules/vendor-2/i.js'],
      'node_modules/vendor-2': ['node_modules/vendor/i.js'],
      'node_modules/d3-scale': ['node_modules/vendor/i.js'],
    };
    expect(codes(explain({ files: { 'a.js': MAIN } }, { files, importers }))).toEqual([
      ['bundle.package-new', 'charts', 14_000],
    ]);
  });

  test('a new package is reported even if packages import one another and no importer is known', () => {
    const findings = explain(
      { files: { 'a.js': MAIN } },
      {
        files: { 'a.js': { ...MAIN, 'node_modules/b/i.js': 5_000, 'node_modules/c/i.js': 4_000 } },
        importers: { 'node_modules/b': ['node_modules/c/i.js'], 'node_modules/c': ['node_modules/b/i.js'] },
      },
    );
    expect(codes(findings)).toEqual([['bundle.package-new', 'b', 9_000]]);
  });

  test('a new package that a package of base imports now is reported with that package', () => {
    const [first] = explain(
      { files: { 'a.js': { ...MAIN, '../node_modules/@acme/ui/index.js': 500 } } },
      {
        files: { 'a.js': { ...MAIN, '../node_modules/@acme/ui/index.js': 500, '../node_modules/clsx/i.js': 2_000 } },
        importers: { '../node_modules/clsx': ['../node_modules/@acme/ui/index.js'] },
      },
    );
    expect(first).toMatchObject({ code: 'bundle.package-new', location: '@acme/ui', evidence: { name: 'clsx' } });
  });

  test('a large new package of the first load should load later; one with a smaller peer should be replaced', () => {
    const head = (name: string): Described => ({
      files: { 'a.js': { ...MAIN, [`node_modules/${name}/index.js`]: 60_000 } },
      entries: page('a.js'),
    });
    expect(explain({ files: { 'a.js': MAIN } }, head('editor'))[0]?.suggestion?.code).toBe('load-later');
    expect(explain({ files: { 'a.js': MAIN } }, head('moment'))[0]).toMatchObject({
      suggestion: { code: 'replace-package' },
      evidence: { replacement: 'dayjs' },
    });
    expect(explain({ files: { 'a.js': MAIN } }, head('yup'))[0]).toMatchObject({
      suggestion: { code: 'load-later' },
      evidence: { alternative: 'valibot' },
    });
    expect(explain({ files: { 'a.js': MAIN } }, head('lodash.get'))[0]?.evidence).toMatchObject({
      alternative: 'es-toolkit',
    });
    expect(explain({ files: { 'a.js': MAIN } }, { ...head('editor'), entries: {} })[0]?.suggestion).toMatchObject({
      code: 'load-later',
    });
    const later = { 'index.html': { initial: ['b.js'], async: ['a.js'] } };
    expect(explain({ files: { 'a.js': MAIN } }, { ...head('editor'), entries: later })[0]?.suggestion).toMatchObject({
      code: 'import-less',
    });
  });
});

describe('a package that was there before', () => {
  test('a package that grew by an upgrade is reported with both versions', () => {
    const at = (bytes: number, version: string): Described => ({
      files: { 'a.js': { ...MAIN, 'node_modules/x/index.js': bytes } },
      versions: { 'node_modules/x': version },
    });
    expect(explain(at(10_000, '1.0.0'), at(12_000, '2.0.0'))).toMatchObject([
      { code: 'bundle.package-grew', current: 12_000, target: 10_000, evidence: { from: '1.0.0', version: '2.0.0' } },
    ]);
    expect(explain(at(10_000, '1.0.0'), at(10_900, '2.0.0'))).toEqual([]);
    expect(explain(at(10_000, '1.0.0'), at(12_000, '1.0.0'))[0]?.evidence).not.toHaveProperty('from');
  });

  const own = 'node_modules/date-fns/index.js';
  const nested = 'node_modules/@acme/calendar/node_modules/date-fns/index.js';
  const versions = {
    'node_modules/date-fns': '4.1.0',
    'node_modules/@acme/calendar/node_modules/date-fns': '2.30.0',
  };

  test('a package that is now there in two versions is reported with both, and through whom', () => {
    const [finding, ...others] = explain(
      { files: { 'a.js': { ...MAIN, [own]: 30_000 } }, versions },
      { files: { 'a.js': { ...MAIN, [own]: 30_000, [nested]: 24_000 } }, versions },
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'bundle.package-duplicated',
      location: '@acme/calendar',
      current: 54_000,
      target: 30_000,
      evidence: { name: 'date-fns', versions: ['4.1.0', '2.30.0'], saves: 24_000 },
      suggestion: { code: 'align-versions' },
    });
  });

  test('a package that was there twice already has only grown', () => {
    const files = (bytes: number) => ({ 'a.js': { ...MAIN, [own]: bytes, [nested]: 24_000 } });
    expect(codes(explain({ files: files(30_000), versions }, { files: files(33_000), versions }))).toEqual([
      ['bundle.package-grew', 'date-fns', 3_000],
    ]);
  });

  test('a package that is now in two chunks has grown by that', () => {
    expect(
      explain(
        { files: { 'a.js': { 'src/a.ts': 9_000, [LODASH]: 7_000 }, 'b.js': { 'src/b.ts': 9_000 } } },
        { files: { 'a.js': { 'src/a.ts': 9_000, [LODASH]: 7_000 }, 'b.js': { 'src/b.ts': 9_000, [LODASH]: 7_000 } } },
      ),
    ).toMatchObject([{ code: 'bundle.package-grew', current: 14_000, evidence: { files: { base: 1, head: 2 } } }]);
  });
});

describe("the project's own code", () => {
  test('own code is reported by module, and small modules by their folder', () => {
    const small = (count: number, bytes: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/checkout/${index}.ts`, bytes]));
    const findings = explain(
      { files: { 'a.js': { ...MAIN, ...small(4, 300), 'src/lost.ts': 100 } } },
      { files: { 'a.js': { ...MAIN, 'src/grid/Grid.ts': 9_000, ...small(8, 400) } } },
    );
    expect(codes(findings)).toEqual([
      ['bundle.module-new', 'src/grid/Grid.ts', 9_000],
      ['bundle.module-grew', 'src/checkout', 2_000],
    ]);
    expect(findings[1]?.evidence).toMatchObject({ modules: 8 });
  });

  test('an own module that was renamed and grew has grown by the difference', () => {
    const [finding] = explain(
      { files: { 'a.js': { 'src/old/grid.ts': 9_000 } } },
      { files: { 'a.js': { 'src/new/grid.tsx': 11_000 } } },
    );
    expect(finding).toMatchObject({
      code: 'bundle.module-grew',
      current: 11_000,
      target: 9_000,
      evidence: { name: 'src/new/grid.tsx', was: 'src/old/grid.ts' },
    });
  });

  test('an own module with an image in it as a data URL is reported as such', () => {
    const head = { 'a.js': { ...MAIN, 'src/hero.png': 40_000 } };
    expect(explain({ files: { 'a.js': MAIN } }, { files: head })).toMatchObject([
      { code: 'bundle.module-new', evidence: { inlined: true }, suggestion: { code: 'ship-as-file' } },
    ]);
  });
});

describe('what moved to the first load', () => {
  const late = { [LODASH]: 30_000, 'src/chart/draw.ts': 8_000, 'src/chart/a.ts': 700, 'src/chart/b.ts': 600 };
  const base: Described = {
    files: { 'index-CD5neIF8.js': MAIN, 'late-CD5neIF8.js': late },
    entries: { 'index.html': { initial: ['index-CD5neIF8.js'], async: ['late-CD5neIF8.js'] } },
  };

  test('code that moved to the first load is reported with the page, though nothing is larger than before', () => {
    const findings = explain(base, {
      files: { 'index-BvKxQzP1.js': { ...MAIN, ...late } },
      entries: page('index-BvKxQzP1.js'),
    });
    expect(codes(findings)).toEqual([
      ['bundle.module-moved', 'lodash', 30_000],
      ['bundle.module-moved', 'src/chart/draw.ts', 8_000],
      ['bundle.module-moved', 'src/chart', 1_300],
    ]);
    expect(findings[0]).toMatchObject({ location: 'index.html', suggestion: { code: 'load-later' } });
  });

  test('code that moved to the first load is reported once, though many pages load it now', () => {
    const findings = explain(
      {
        ...base,
        entries: {
          a: { initial: ['index-CD5neIF8.js'], async: ['late-CD5neIF8.js'] },
          b: { initial: ['index-CD5neIF8.js'] },
        },
      },
      {
        ...base,
        entries: {
          a: { initial: ['index-CD5neIF8.js', 'late-CD5neIF8.js'] },
          b: { initial: ['index-CD5neIF8.js', 'late-CD5neIF8.js'] },
        },
      },
    );
    expect(findings.map(({ evidence }) => [evidence.name, evidence.entries])).toEqual([
      ['lodash', 2],
      ['src/chart/draw.ts', 2],
      ['src/chart', 2],
    ]);
  });

  test('a move to the first load is no second cause for what is new or grew', () => {
    const findings = explain(
      { files: { 'a.js': { ...MAIN, [LODASH]: 5_000 } }, entries: page('a.js') },
      { files: { 'a.js': { ...MAIN, [LODASH]: 9_000, 'node_modules/x/i.js': 8_000 } }, entries: page('a.js') },
    );
    expect(codes(findings)).toEqual([
      ['bundle.package-new', 'x', 8_000],
      ['bundle.package-grew', 'lodash', 4_000],
    ]);
  });

  test('a move to the first load is reported by file where no modules are known', () => {
    const files = { 'a.js': 20_000, 'b.js': 15_000 };
    const findings = explain(
      { files, entries: { 'index.html': { initial: ['a.js'], async: ['b.js'] } } },
      { files, entries: { 'index.html': { initial: ['a.js', 'b.js'], async: [] } } },
    );
    expect(codes(findings)).toEqual([['bundle.module-moved', 'b.js', 15_000]]);
  });

  test('a move to the first load is not reported where the page lost as much', () => {
    const files = { 'a.js': 15_000, 'b.js': 15_000 };
    expect(
      explain(
        { files, entries: { 'index.html': { initial: ['a.js'], async: ['b.js'] } } },
        { files, entries: { 'index.html': { initial: ['b.js'], async: ['a.js'] } } },
      ),
    ).toEqual([]);
  });
});

describe('files', () => {
  test('new and grown files are reported where no modules are known, worst first', () => {
    const findings = explain(
      { files: { 'a-CD5neIF8.js': 30_000, 'b.js': 5_000, 'site.css': 4_000, 'font.woff2': 9_000 } },
      { files: { 'a-BvKxQzP1.js': 36_000, 'b.js': 5_600, 'new.js': 9_000, 'site.css': 6_000, 'font.woff2': 9_000 } },
    );
    expect(codes(findings)).toEqual([
      ['bundle.file-new', 'new.js', 9_000],
      ['bundle.file-grew', 'a-*.js', 6_000],
      ['bundle.file-grew', 'site.css', 2_000],
    ]);
    expect(findings[1]).toMatchObject({ current: 36_000, target: 30_000, evidence: { compressed: 2_000 } });
  });

  test('files of images and fonts come with a better format', () => {
    const findings = explain(
      { files: { 'a.png': 10_000, 'b.svg': 100 } },
      { files: { 'a.png': 90_000, 'b.svg': 8_000, 'c.ttf': 40_000 } },
    );
    expect(findings.map(({ location, suggestion }) => [location, suggestion?.code])).toEqual([
      ['a.png', 'modern-image-format'],
      ['c.ttf', 'ship-woff2'],
      ['b.svg', 'compress-image'],
    ]);
  });

  test('small files are reported by their folder', () => {
    const icons = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`icons/${index}.svg`, 400 + index]));
    const [finding, ...others] = explain({ files: icons(2) }, { files: icons(12) });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'bundle.file-grew', location: 'icons', evidence: { files: 10 } });
  });

  test('files that are no larger but compress worse are reported', () => {
    const base = aBundle({ files: { 'data.json': 50_000 } });
    const head = { ...base, files: base.files.map((file) => ({ ...file, stable: file.stable + 9_000, digest: 'x' })) };
    expect(explainBundle({ name: 'app', variant: null }, { base, head })).toMatchObject([
      { code: 'bundle.file-grew', current: 50_000, target: 50_000, evidence: { denser: true, compressed: 9_000 } },
    ]);
  });

  test('files whose modules are known on one side only are reported as files, not as new packages', () => {
    const findings = explain(
      { files: { 'a.js': 90_000, 'b.js': MAIN } },
      { files: { 'a.js': { 'src/a.ts': 22_000, [LODASH]: 70_000 }, 'b.js': MAIN } },
    );
    expect(codes(findings)).toEqual([['bundle.file-grew', 'a.js', 2_000]]);
  });

  test('files that grew outside of all modules are reported, if by more than new modules bring with them', () => {
    const much = { ...MAIN, 'src/main.ts': 60_000, '[unmapped]': 2_000 };
    expect(codes(explain({ files: { 'a.js': MAIN } }, { files: { 'a.js': much } }))).toEqual([
      ['bundle.module-grew', 'src/main.ts', 40_000],
      ['bundle.rest', null, 500],
    ]);
    expect(explain({ files: { 'a.js': MAIN } }, { files: { 'a.js': { ...MAIN, '[unmapped]': 4_500 } } })).toMatchObject(
      [{ code: 'bundle.file-grew', current: 4_500, target: 500, evidence: { unmapped: true } }],
    );
  });
});

describe('a source map that is shipped inside of the code', () => {
  const map = { code: 'bundle.inline-map', location: 'a.js', current: 80_000, target: 0 };

  test('an inline source map is the one cause of its growth, whether modules are known or not', () => {
    const inlineMaps = { 'a.js': 80_000 };
    const withMap = { ...MAIN, '[unmapped]': 80_500 };
    expect(explain({ files: { 'a.js': MAIN } }, { files: { 'a.js': withMap }, inlineMaps })).toMatchObject([map]);
    const findings = explain({ files: { 'a.js': 20_000 } }, { files: { 'a.js': 100_000 }, inlineMaps });
    expect(findings).toMatchObject([{ ...map, suggestion: { code: 'hidden-source-map', effort: 'low' } }]);
  });
});

describe('the causes together', () => {
  const base: Described = {
    files: { 'a.js': { ...MAIN, [LODASH]: 5_000 }, 'a.css': 3_000, 'hero.png': 20_000 },
    entries: page('a.js', 'a.css'),
  };
  const head: Described = {
    files: {
      'a.js': { ...MAIN, 'src/main.ts': 24_000, [LODASH]: 7_500, 'node_modules/x/i.js': 12_000 },
      'a.css': 6_000,
      'hero.png': 29_000,
    },
    entries: page('a.js', 'a.css'),
  };

  test('causes add up to the growth of a bundle, the most bytes first', () => {
    const findings = explain(base, head);
    const bytes = (side: Described) => aBundle(side).files.reduce((sum, { raw }) => sum + raw, 0);
    expect(findings.map(grew)).toEqual([12_000, 9_000, 4_000, 3_000, 2_500]);
    expect(findings.reduce((sum, finding) => sum + grew(finding), 0)).toBe(bytes(head) - bytes(base));
  });

  test('there are at most fifty causes, from which renderers choose', () => {
    const packages = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`node_modules/p${index}/i.js`, 2_000 + index]),
    );
    const findings = explain({ files: { 'a.js': MAIN } }, { files: { 'a.js': { ...MAIN, ...packages } } });
    expect(findings.map(({ evidence }) => evidence.name)).toEqual(
      Array.from({ length: 50 }, (_, index) => `p${59 - index}`),
    );
  });

  test('causes leave out what grew in a type of files that is smaller as a whole', () => {
    const findings = explain(
      { files: { 'a.js': { ...MAIN, [LODASH]: 70_000 }, 'a.png': 5_000 } },
      { files: { 'a.js': { ...MAIN, 'node_modules/tiny/i.js': 4_000 }, 'a.png': 9_000 } },
    );
    expect(codes(findings)).toEqual([['bundle.file-grew', 'a.png', 4_000]]);
  });
});

describe('a package that goes by another name now', () => {
  const bundle = (name: string, bytes: number, importer = 'src/sign-in.ts'): Described => ({
    files: { 'a.js': { ...MAIN, [`node_modules/${name}/index.js`]: bytes } },
    importers: { [`node_modules/${name}`]: [importer] },
  });
  const codesOf = (base: Described, head: Described) => explain(base, head).map(({ code }) => code);

  test('a package that goes by another name grew by the difference, and says what it was', () => {
    const base = bundle('@clerk/clerk-react', 54_000);
    expect(explain(base, bundle('@clerk/react', 59_500))).toMatchObject([
      {
        code: 'bundle.package-grew',
        current: 59_500,
        target: 54_000,
        location: 'src/sign-in.ts',
        evidence: { name: '@clerk/react', was: '@clerk/clerk-react' },
      },
    ]);
    expect(explain(base, bundle('@clerk/react', 54_500))).toEqual([]);
  });

  test('a package is new where the names have nothing in common, or other modules import it', () => {
    const base = bundle('moment', 60_000);
    expect(codesOf(base, bundle('lodash', 70_000))).toEqual(['bundle.package-new', 'bundle.rest']);
    expect(codesOf(base, bundle('moment-mini', 70_000, 'src/other.ts'))).toEqual(['bundle.package-new', 'bundle.rest']);
  });
});

test('code that compresses worse than the rest of its file is told by what the file grew by', () => {
  const [base, head] = [MAIN, { ...MAIN, 'src/data.ts': 30_000 }].map((one) => aBundle({ files: { 'a.js': one } }));
  const random = {
    ...head,
    files: head?.files.map((file) => ({ ...file, stable: file.stable + 8_000 })),
  } as typeof head;
  const findings = explainBundle({ name: 'app', variant: null }, { base: base ?? null, head: random ?? null });
  expect(findings).toMatchObject([{ location: 'src/data.ts', evidence: { compressed: 18_000 } }]);
});

test('code that is too small for a request of its own is not advised to load later', () => {
  const fixOf = (bytes: number) =>
    explain(
      { files: { 'a.js': MAIN } },
      { files: { 'a.js': { ...MAIN, 'src/tiny.ts': bytes } }, entries: page('a.js') },
    )[0]?.suggestion?.code;
  expect([fixOf(1_500), fixOf(25_000)]).toEqual(['leave-out', 'load-later']);
});

test('files of every type have a fix', () => {
  const fixOf = (name: string) => explain({ files: {} }, { files: { [name]: 20_000 } })[0]?.suggestion?.code;
  expect(['a.js', 'a.css', 'a.png', 'a.webp', 'a.woff2', 'a.html', 'a.wasm'].map(fixOf)).toEqual([
    'write-source-maps',
    'remove-unused-styles',
    'modern-image-format',
    'compress-image',
    'subset-font',
    'move-inlined',
    'ship-less',
  ]);
});

test('what shrank is told in the unit of the table, so that all causes add up to the change', () => {
  const files = (lodash: number, moment: number) => ({
    files: { 'a.js': { ...MAIN, [LODASH]: lodash, 'node_modules/moment/moment.js': moment } },
  });
  const findings = explain(files(30_000, 90_000), files(75_000, 60_000));
  expect(findings).toMatchObject([
    { code: 'bundle.package-grew', evidence: { name: 'lodash', compressed: 15_000, compression: 'gzip' } },
    { code: 'bundle.rest', current: -10_000, evidence: { shrank: ['moment'], compressed: -10_000 } },
  ]);
});

test('an upgrade that made a package larger can be undone', () => {
  const at = (bytes: number, version: string): Described => ({
    files: { 'a.js': { ...MAIN, 'node_modules/x/index.js': bytes } },
    versions: { 'node_modules/x': version },
    entries: page('a.js'),
  });
  expect(explain(at(20_000, '1.0.0'), at(191_000, '2.0.0'))[0]).toMatchObject({
    evidence: { from: '1.0.0', version: '2.0.0' },
    suggestion: { code: 'keep-version' },
  });
});

describe('a budget', () => {
  const worse = (metric: string, over: 'as-base' | 'by-head') => [{ metric, part: null, absolute: 0, over }];
  const subject = { name: 'app', variant: null };
  const files = {
    'a.js': { ...MAIN, [LODASH]: 70_000, 'node_modules/moment/moment.js': 210_000 },
    'vendor.js': 30_000,
  };
  const whole = { base: aBundle({ files }), head: aBundle({ files }) };

  test('that base is over as well is filled by the largest packages, folders and files', () => {
    expect(explainBundle(subject, whole, worse('javascript', 'as-base'))).toMatchObject([
      {
        code: 'bundle.fills',
        metric: 'javascript',
        evidence: { largest: ['moment', 'lodash', 'vendor.js'], sizes: [70_000, 23_333, 10_000], later: 'moment' },
        suggestion: { code: 'load-largest-later' },
      },
    ]);
    const filledBy = (one: Described['files']) => {
      const side = aBundle({ files: one });
      return explainBundle(subject, { base: side, head: side }, worse('javascript', 'as-base'))[0];
    };
    expect(filledBy({ 'vendor.js': 30_000 })?.suggestion?.code).toBe('write-source-maps');
    expect(filledBy({ 'a.js': { ...MAIN, 'node_modules/react-dom/i.js': 90_000 } })).toMatchObject({
      evidence: { own: 'src' },
      suggestion: { code: 'split-own-code' },
    });
    expect(filledBy({ 'a.js': { 'node_modules/react-dom/i.js': 90_000 } })?.suggestion?.code).toBe('set-budget');
    expect(explainBundle(subject, whole, worse('javascript', 'by-head'))).toEqual([]);
  });

  test('that a bundle without base is over is filled by the largest of head', () => {
    const ofNew = worse('javascript', 'by-head').map((one) => ({ ...one, base: null }));
    expect(explainBundle(subject, { base: null, head: whole.head }, ofNew)).toMatchObject([
      {
        code: 'bundle.fills',
        metric: 'javascript',
        evidence: { largest: ['moment', 'lodash', 'vendor.js'], isNew: true },
      },
    ]);
  });

  test('of single files names the file that breaks it, and no cause in another file', () => {
    const grown = { ...files, 'a.js': { ...files['a.js'], [LODASH]: 90_000 }, 'vendor.js': 40_000 };
    const evidence = { base: whole.base, head: aBundle({ files: grown }) };
    const findings = explainBundle(subject, evidence, worse('vendor*.js', 'by-head'));
    expect(findings.map(({ code, location }) => [code, location])).toEqual([
      ['bundle.file-grew', 'vendor.js'],
      ['bundle.largest-file', 'vendor.js'],
    ]);
  });
});

test('what many files have outside of all modules is told of their folder', () => {
  const files = (unmapped: number) => ({
    'assets/a.js': { 'src/a.ts': 20_000, '[unmapped]': unmapped },
    'assets/b.js': { 'src/b.ts': 20_000, '[unmapped]': unmapped },
    'assets/c.js': { 'src/c.ts': 20_000, '[unmapped]': unmapped },
  });
  expect(explain({ files: files(500) }, { files: files(1_500) })).toMatchObject([
    { code: 'bundle.file-grew', location: 'assets', current: 4_500, target: 1_500, evidence: { files: 3 } },
  ]);
});

describe('where nothing tells what the files are made of', () => {
  const aSide = (raw: number, names: readonly string[]) => ({
    ...aBundle({ files: { 'app.js': raw } }),
    imported: Object.fromEntries(names.map((name) => [name, { version: '4.17.21', importers: ['lib/total.js'] }])),
  });
  const subject = { name: 'app', variant: null };

  test('a package that the sources newly import is reported first, without a weight', () => {
    const found = explainBundle(subject, { base: aSide(10_000, ['react']), head: aSide(80_000, ['lodash', 'react']) });
    expect(found.map(({ code, location, current, evidence }) => [code, location, current, evidence.name])).toEqual([
      ['bundle.package-imported', 'lib/total.js', null, 'lodash'],
      ['bundle.file-grew', 'app.js', 80_000, undefined],
    ]);
    const imports = (name: string) =>
      explainBundle(subject, { base: aSide(10_000, []), head: aSide(80_000, [name]) })[0];
    expect(imports('moment')?.suggestion?.code).toBe('replace-package');
    expect(imports('yup')).toMatchObject({ suggestion: { code: 'load-later' }, evidence: { alternative: 'valibot' } });
    expect(imports('editor')?.suggestion?.code).toBe('write-source-maps');
  });

  test('a fix that needs source maps carries the tool that can write them', () => {
    const head = { ...aSide(80_000, ['react']), tool: 'Next.js' };
    expect(explainBundle(subject, { base: aSide(10_000, ['react']), head })).toMatchObject([
      { code: 'bundle.file-grew', evidence: { tool: 'Next.js' }, suggestion: { code: 'write-source-maps' } },
    ]);
  });

  test('a newly imported package is not reported where the code did not grow', () => {
    expect(explainBundle(subject, { base: aSide(10_000, []), head: aSide(10_000, ['lodash']) })).toEqual([]);
  });
});
