import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { type MarkdownOptions, renderMarkdown } from '../../../src/report/markdown/markdown.ts';
import {
  accepted,
  aFailure,
  aFinding,
  alone,
  anAcceptance,
  aRelaxation,
  aReport,
  aSize,
  everyRelaxation,
  failing,
  fastHome,
  heavyApp,
  missing,
  quiet,
  slowHome,
  slowList,
  slowShown,
  uncertainHome,
} from '../../support/reports/a-report.ts';
import { HOSTILE } from '../../support/reports/hostile.ts';

const links = { runUrl: 'https://github.com/octo/app/actions/runs/1', repositoryUrl: 'https://github.com/octo/app' };
const bytes = (text: string) => Buffer.byteLength(text, 'utf8');

const NO_BASE = { sha: null, source: 'none', reason: 'this is the first commit' } as const;

const GOLDEN = {
  failing: failing(),
  'as base is, and pages alike': aReport({
    verdict: 'warn',
    results: [
      aSize(668_000, 670_000, {
        verdict: 'warn',
        budget: { limit: 256_000, status: 'over', source: null, default: true, asBase: true },
      }),
      ...Array.from({ length: 30 }, (_, index) => {
        const part = `page-${index}.html`;
        const given = { metric: 'initial', label: 'first load', part, variant: part, gates: false, budget: null };
        return aSize(18_900 + index, 19_000 + index, given);
      }),
    ],
    findings: [
      aFinding({
        code: 'bundle.fills',
        location: null,
        current: null,
        target: null,
        evidence: { largest: ['moment', 'lodash', 'src/pages'], sizes: [68_100, 24_300, 12_000] },
        suggestion: { code: 'load-largest-later', effort: 'medium' },
      }),
    ],
  }),
  warning: aReport({ verdict: 'warn', results: [slowHome(), ...quiet(3)] }),
  'nothing to say': aReport({ results: quiet(4) }),
  'one metric': aReport({ results: quiet(1) }),
  'no metric': aReport(),
  'improvements only': aReport({ results: [fastHome(), ...quiet(3)] }),
  incomplete: aReport({
    verdict: 'incomplete',
    results: [...['p95', 'p99', 'error rate'].map((label) => missing({ label })), ...quiet(3)],
  }),
  'no baseline': aReport({ base: NO_BASE, results: [alone(), alone({ subject: 'show resume' })] }),
  'failing build of base': aReport({
    base: { ...NO_BASE, reason: 'base does not build' },
    results: [alone()],
    failures: [{ stage: 'build', side: 'base', message: '`npm run build` ended with 1', output: 'vite: not found' }],
  }),
  accepted: accepted({ loosened: everyRelaxation() }),
  'one of two accepted': failing({
    results: failing().results.map((result) =>
      result.subject === 'app' ? { ...result, verdict: 'accepted' } : result,
    ),
    accepted: [anAcceptance({ label: 'perf-budget:accept/app', subject: 'app', by: 'release-train[bot]' })],
  }),
  undecided: aReport({
    results: [uncertainHome(), slowShown(), ...quiet(3)],
    reach: [{ check: 'vitals', subject: 'home', lacks: 'rounds', has: 5, needs: 8 }],
  }),
  'loosened only': aReport({ results: quiet(4), loosened: [aRelaxation()] }),
} satisfies Record<string, Report>;

test.each(Object.entries(GOLDEN))('%s', async (name, report) => {
  await expect(renderMarkdown(report, links)).toMatchFileSnapshot(`../golden/${name.replaceAll(' ', '-')}.md.txt`);
});

describe('the order of the markdown report', () => {
  test('rows that fail come first, then warnings, then improvements', () => {
    const text = renderMarkdown(
      aReport({ verdict: 'fail', results: [fastHome({ subject: 'shop' }), slowHome(), slowList()] }),
    );
    const at = ['**list resumes** p95 |', '**home** LCP', '**shop** LCP'].map((row) => text.indexOf(row));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
  });

  test('among the failing, the one furthest past its limit comes first', () => {
    const over = (subject: string, head: number) =>
      slowList({ subject, head, threshold: { ...slowList().threshold, status: 'unchanged' } });
    const text = renderMarkdown(aReport({ verdict: 'fail', results: [over('near', 510), over('far', 900)] }));
    expect(text.indexOf('**far** p95')).toBeLessThan(text.indexOf('**near** p95'));
    expect(text.indexOf('**far** p95')).toBeGreaterThan(0);
  });

  test('the sentence has at most two subjects', () => {
    const results = ['a', 'b', 'c', 'd', 'e'].map((subject) => heavyApp({ subject }));
    const [, , sentence] = renderMarkdown(aReport({ verdict: 'fail', results })).split('\n');
    expect(sentence).toMatch(/^\*\*a\*\* .*\. \*\*b\*\* .*\. And 3 more\.$/);
  });

  test('the table never holds causes, and at most eight causes are shown', () => {
    const findings = Array.from({ length: 11 }, (_, index) => aFinding({ evidence: { name: `package-${index}` } }));
    const text = renderMarkdown(failing({ findings }));
    expect(text.match(/^- \*\*app\*\*/gm)).toHaveLength(8);
    expect(text).toContain('- and 3 more');
    expect(text.split('\n').filter((line) => line.startsWith('|') && line.includes('package-'))).toEqual([]);
  });

  test('a cause that affects several metrics is shown once', () => {
    const text = renderMarkdown(GOLDEN.incomplete);
    expect(text.match(/did not answer/g)).toHaveLength(1);
    expect(text).toContain('3 metrics of **list resumes** are missing');
  });

  test('a failing report also shows what could not be measured', () => {
    const text = renderMarkdown(
      aReport({ verdict: 'fail', results: [slowList(), missing({ metric: 'p99', label: 'p99' })] }),
    );
    expect(text).toContain('1 metric could not be measured');
    expect(text).toContain('ECONNREFUSED');
  });

  test('a config in a working directory is linked from the root of the repository', () => {
    const text = renderMarkdown(failing(), { ...links, directory: 'packages/my app' });
    expect(text).toContain(`/octo/app/blob/${failing().head.sha}/packages/my%20app/perf-budget.yml)`);
  });
});

const FENCED = /^(`{3,})\n[\s\S]*?\n\1$/gm;

/** As GitHub would see it: without code, in which nothing is linked, and without the links that are ours. */
function exposed(markdown: string): string {
  return markdown
    .replace(FENCED, '')
    .replace(/(?<![\\`])(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
    .replaceAll('&#124;', '')
    .replace(/\]\(https:\/\/github\.com\/octo\/app\/[^)\s]*\)/g, ']');
}

/** All nodes of the tree that GitHub's flavour of markdown is parsed to. */
function nodesOf(markdown: string): Nodes[] {
  const descend = (node: Nodes): Nodes[] => [node, ...('children' in node ? node.children.flatMap(descend) : [])];
  return descend(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
}

describe('accepted breaches in markdown', () => {
  const text = renderMarkdown(accepted(), links);

  test('is said in the first line, with its figures in the table', () => {
    expect(text).toMatch(/^### ✅ Performance budget: 2 breaches accepted by ada on 2026-11-23\n/);
    expect(text).toMatch(/list resumes.* 612\u202fms .*\*\*\+25\u202f%\*\*.*✅ accepted, over budget, regressed \|/);
    expect(text).toContain('Accepted by the label `perf-budget:accept`, set by ada on 2026-11-23.');
  });

  test('has an unknown author if GitHub does not report one', () => {
    const unknown = renderMarkdown(accepted({ accepted: [anAcceptance({ by: null, at: null })] }), links);
    expect(unknown).toContain('Accepted by the label `perf-budget:accept`; GitHub does not report who set it.');
  });
});

describe('loosened limits in markdown', () => {
  const line = (loosened: ReturnType<typeof everyRelaxation>, options: MarkdownOptions = links) =>
    renderMarkdown(aReport({ results: quiet(2), loosened }), options)
      .split('\n')
      .find((one) => one.startsWith('**This change loosens limits:**'));

  test('stand above the fold, each with a link to its line', () => {
    expect(line([aRelaxation()])).toBe(
      `**This change loosens limits:** **app** JavaScript 250\u202fkB → [300\u202fkB](https://github.com/octo/app/blob/${aReport().head.sha}/perf-budget.yml#L12).`,
    );
    expect(line([aRelaxation()], { runUrl: links.runUrl })).toContain('→ 300\u202fkB.');
  });

  test('are shown in one line, at most five', () => {
    const many = line(Array.from({ length: 8 }, (_, index) => aRelaxation({ subject: `part ${index}` })));
    expect(many?.match(/JavaScript/g)).toHaveLength(5);
    expect(many).toMatch(/ and 3 more\.$/);
  });

  test('of metrics that should be high are lower ones', () => {
    const metric = { id: 'score', label: 'score', unit: 'score', worse: 'lower' } as const;
    const [from, to] = [90, 80].map((limit) => ({ limit, by: 'value' as const }));
    expect(line([aRelaxation({ metric, from: from ?? null, to: to ?? null, source: null })])).toContain(
      'score ≥ 90 → ≥ 80.',
    );
  });
});

describe('names from outside', () => {
  const hostile = (verdict: Report['verdict'], name: string) =>
    renderMarkdown(
      aReport({
        verdict,
        name,
        config: name,
        base: { sha: name, source: 'measured', reason: name },
        results: [
          slowList({ check: name, subject: name, variant: name, label: name }),
          slowList({ check: name, subject: name, variant: name, label: name, verdict: 'accepted' }),
          missing({
            subject: name,
            label: name,
          }),
        ],
        failures: [aFailure({ subject: name, message: name, hint: name, output: HOSTILE.join('\n') })],
        findings: [
          aFinding({ subject: name, location: name, evidence: { name, version: name } }),
          aFinding({
            code: name,
            subject: name,
            evidence: { [name]: name },
            suggestion: { code: name, effort: 'low' },
          }),
        ],
        notes: [name],
        phases: [{ name, side: null, seconds: 1 }],
        accepted: [anAcceptance({ label: name, by: name, at: name }), anAcceptance({ label: name, by: null })],
        outgrown: [{ id: `${name}/${name}/${name}/p95`, label: name, by: name, at: name, accepted: 1 }],
        loosened: [
          aRelaxation({
            subject: name,
            variant: name,
            metric: { id: name, label: name, unit: 'B', worse: 'higher' },
            source: { file: name, line: 1 },
          }),
          aRelaxation({ subject: name, metric: null, rule: 'setting', setting: { key: name, from: name, to: name } }),
        ],
      }),
      links,
    );

  test.each(HOSTILE)('%j is neither mention, link, html, markup nor a row', (name) => {
    for (const verdict of ['fail', 'warn', 'incomplete', 'pass'] as const) {
      const text = exposed(hostile(verdict, name));
      expect(text).not.toMatch(/@[\w-]/);
      expect(text).not.toMatch(/#\d|\bgh-\d/i);
      expect(text).not.toMatch(/:\/\/|www\./);
      expect(text).not.toMatch(/(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/i);
      expect(text).not.toMatch(/(?<!\\)\]\(|(?<!\\)!\[/);
      expect(text.replace(/<\/?(?:details|summary|sub)>|<span>\$<\/span>/g, '')).not.toMatch(/[<>]/);
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e]/u);
      const rows = text.split('\n').filter((line) => line.startsWith('|'));
      expect(new Set(rows.map((row) => row.match(/(?<!\\)\|/g)?.length))).toEqual(new Set([7]));
      expect(text.match(/^(#+|>|[-=*_]{3,}$)/gm) ?? []).toEqual(['###']);
    }
  });

  test.each(HOSTILE)('%j stays text to a parser of GitHub markdown', (name) => {
    for (const verdict of ['fail', 'incomplete', 'pass'] as const) {
      for (const node of nodesOf(hostile(verdict, name))) {
        expect(node.type).not.toMatch(/^(image|imageReference|linkReference|definition|footnote)/);
        if (node.type === 'link') expect(node.url).toMatch(/^https:\/\/github\.com\/octo\/app\//);
        if (node.type === 'html') expect(node.value).toMatch(/^(<\/?(details|summary|sub|span)>|[^<>])+$/);
        if (node.type === 'table')
          expect(new Set(node.children.map((row) => row.children.length))).toEqual(new Set([6]));
      }
    }
  });

  test('a fence is longer than any run of backticks in what a process printed', () => {
    const text = renderMarkdown(GOLDEN.incomplete);
    const fence = text.match(/^`{3,}$/gm);
    expect(fence).toEqual(['````', '```', '````']);
  });
});

describe('a byte limit on markdown', () => {
  const name = (index: number) => `${index} ${HOSTILE[index % HOSTILE.length]} ${'<|$日本🚀'.repeat(24)}`.slice(0, 200);
  const big = (count: number) =>
    aReport({
      verdict: 'fail',
      results: Array.from({ length: count }, (_, index) =>
        (index % 2 === 0 ? slowList : missing)({ subject: name(index), label: name(index) }),
      ),
      findings: Array.from({ length: 40 }, (_, index) => aFinding({ subject: name(index) })),
      notes: Array.from({ length: 40 }, (_, index) => name(index)),
    });

  const whole = (markdown: string) => {
    const text = markdown.replace(FENCED, '');
    expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
    for (const line of text.split('\n').filter((one) => one.startsWith('|'))) expect(line).toMatch(/\|$/);
    const heads = text.match(/^\| \| base/gm)?.length ?? 0;
    expect(text.match(/^\|---\|.*\n\| [^|]/gm)?.length ?? 0).toBe(heads);
  };

  test('holds for 300 metrics with hostile names', () => {
    const text = renderMarkdown(big(300), links);
    expect(bytes(text)).toBeLessThanOrEqual(65_000);
    expect(text).toContain('Cut to fit. The rest is in [the summary and the report of the run]');
    whole(text);
  });

  test('is met at every edge, with whole rows and closed folds', () => {
    const report = failing();
    const all = bytes(renderMarkdown(report, links));
    const edges = Array.from({ length: Math.floor((all - 700) / 13) }, (_, index) => 700 + 13 * index);
    for (const limitBytes of [...edges, all - 1, all]) {
      const text = renderMarkdown(report, { ...links, limitBytes });
      expect(bytes(text)).toBeLessThanOrEqual(limitBytes);
      expect(text.includes('Cut to fit')).toBe(limitBytes < all);
      whole(text);
    }
  });

  test('leaves the verdict and what moved to the last', () => {
    const text = renderMarkdown(failing(), { ...links, limitBytes: 1_500 });
    expect(text).toContain('2 of 31 metrics fail');
    expect(text).toContain('**home** LCP, mobile |');
    expect(text).not.toContain('**list 1** p95');
  });

  test('keeps a text whole that fits', () => {
    const many = renderMarkdown(aReport({ results: quiet(300) }), links);
    expect(many).not.toContain('Cut to fit');
    expect(many.match(/^\| \*\*/gm)).toHaveLength(300);
  });
});
