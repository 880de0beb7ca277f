import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Report, reportSchema } from '../../src/model/report.ts';
import type { ProgressEvent } from '../../src/progress.ts';
import { headline } from '../../src/report/headline.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown/markdown.ts';
import { planText } from '../../src/report/terminal/plan.ts';
import { terminalProgress } from '../../src/report/terminal/progress.ts';
import { renderTerminal, verdictLine } from '../../src/report/terminal/terminal.ts';
import { perfBudget } from '../support/cli/perf-budget.ts';
import { temporaryFolder, writeFiles } from '../support/folders/temporary.ts';
import { readLog } from '../support/github/runner-log.ts';
import { planOf } from '../support/plans/from-yaml.ts';
import {
  aFinding,
  anAcceptance,
  aRelaxation,
  aReport,
  heavyApp,
  missing,
  slowList,
} from '../support/reports/a-report.ts';
import { REPORTS } from '../support/reports/seeds.ts';

const TEXTS = [
  '##[error]no',
  '::error::no',
  'a word, and then one that may begin a line: ::error::no',
  'compiled ##[add-mask]e\n::set-output name=verdict::pass\n  ::warning::no\r::error::no',
];

type Path = readonly (string | number)[];

/** What nobody is shown; its names are those of the results. */
const UNSEEN = ['samples', 'plan', 'coins'];

/** The places of texts in a report; of the elements of a list, one of each kind. */
function placesIn(report: Report): Path[] {
  const places = new Map<string, Path>();
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === 'string') places.set(path.filter((key) => !/^\d+$/.test(String(key))).join('.'), path);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) if (!UNSEEN.includes(key)) visit(inner, [...path, key]);
  };
  visit(report, []);
  return [...places.values()];
}

/** The report with `text` at a place; null if a report can't hold it there. */
function withText(report: Report, path: Path, text: string): Report | null {
  const copy = structuredClone(report) as unknown as Record<string | number, unknown>;
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string | number, unknown>, copy);
  parent[path.at(-1) ?? ''] = text;
  return reportSchema.safeParse(copy).data ?? null;
}

/** Small ones, with whatever a report may hold: each is shown a thousand times. */
const SEEDS: readonly Report[] = [
  aReport({
    results: [slowList({ verdict: 'accepted' })],
    accepted: [anAcceptance()],
    loosened: [aRelaxation()],
  }),
  aReport({
    verdict: 'incomplete',
    results: [slowList(), heavyApp(), missing()],
    findings: [aFinding()],
    reach: [{ check: 'api', subject: 'list', lacks: 'rounds', has: 5, needs: 8 }],
    failures: [{ stage: 'build', side: 'head', message: 'It broke', output: 'first\nlast', hint: 'Do not' }],
    notes: ['One `note`'],
  }),
];

const LINKS = { runUrl: 'https://github.com/octo/app/actions/runs/1', repositoryUrl: 'https://github.com/octo/app' };

const outputsOf = (report: Report): Record<string, string> => ({
  terminal: renderTerminal(report, { columns: 100, color: false }),
  'narrow terminal': renderTerminal(report, { columns: 40, color: false }),
  verdict: verdictLine(report, { color: false }),
  headline: headline(report, { maxBytes: 140 }),
  'report.md': renderMarkdown(report, LINKS),
  'cut report.md': renderMarkdown(report, { ...LINKS, limitBytes: 2_000 }),
  'report.html': renderHtml(report, LINKS),
  'report.json': renderJson(report),
});

describe('nothing from outside speaks to the runner that prints it', () => {
  it.each(TEXTS.map((text) => [text]))('in a report that has at any place: %j', (text) => {
    let held = 0;
    for (const seed of SEEDS) {
      for (const path of placesIn(seed)) {
        const report = withText(seed, path, text);
        if (report === null) continue;
        held += 1;
        for (const [output, shown] of Object.entries(outputsOf(report)))
          expect(readLog(shown).commands, `${output}, ${path.join('.')}`).toEqual([]);
        expect(JSON.parse(renderJson(report)).verdict).toBe(report.verdict);
      }
    }
    expect(held).toBeGreaterThan(30);
  });

  it('in report.md, which stays within its limit, however much there is to silence', () => {
    const output = Array.from({ length: 15 }, () => '##['.repeat(90)).join('\n');
    const failures = [
      { stage: 'build', side: 'head', message: '##['.repeat(100), output },
    ] satisfies Report['failures'];
    const text = renderMarkdown(aReport({ verdict: 'incomplete', failures }), { limitBytes: 6_500 });
    expect(text).toContain('## [## [');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(6_500);
  });

  it('in a plan', async () => {
    const name = JSON.stringify('##[error]no');
    const plan = await planOf(`bundle: { ${name}: { path: "::error::no" } }`);
    const shown = planText(
      { ...plan, config: '##[error]no', notes: TEXTS },
      {
        ...{ base: TEXTS.join('\n'), install: TEXTS.join('\n'), build: '::error::no\n ##[error]no' },
        ownOfBase: [{ key: '##[error]no', base: ' ::error::no' }],
        reach: { outOfReach: [], screenSeconds: 30, enoughSeconds: 60 },
      },
    );
    expect(shown).toContain('[error]no');
    expect(readLog(shown).commands).toEqual([]);
  });

  it('in the progress of a run', () => {
    let shown = '';
    const stream = {
      write(text: string) {
        shown += text;
      },
    };
    const progress = terminalProgress(stream, { color: false, quiet: false });
    for (const what of TEXTS) {
      const events: ProgressEvent[] = [
        { type: 'commits', base: null, reason: what, head: null },
        { type: 'start', stage: what, side: null, what },
        { type: 'end', stage: what, side: null, what, ok: false, seconds: 1 },
        { type: 'end', stage: 'build', side: 'base', what, ok: true, seconds: 1 },
      ];
      for (const event of events) progress(event);
    }
    expect(shown).toContain('error');
    expect(readLog(shown).commands).toEqual([]);
  });
});

describe('the command line says nothing to the runner', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let temporary: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    temporary = await mkdtemp(join(tmpdir(), 'commands-'));
  });
  afterEach(async () => {
    await folder[Symbol.asyncDispose]();
    await rm(temporary, { recursive: true });
  });

  const call = (...args: string[]) => perfBudget({ directory: folder.path, temporary }, ...args);

  it('when it joins reports, nor do the files that it writes', async () => {
    const [text = ''] = TEXTS;
    const report = JSON.parse(JSON.stringify(REPORTS[0]).replaceAll('"app"', JSON.stringify(text)));
    report.notes = TEXTS;
    report.failures = [{ stage: 'build', side: 'base', message: TEXTS[3], output: TEXTS.join('\n') }];
    await writeFiles(folder.path, { 'one/report.json': JSON.stringify(report) });
    const { code, stdout, stderr } = await call('report', 'one');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('## [error]no');
    expect(readLog(stdout).commands).toEqual([]);
    for (const file of ['report.md', 'report.json'])
      expect(readLog(await readFile(join(folder.path, '.perf-budget', file), 'utf8')).commands, file).toEqual([]);
  });

  it.each([
    [['run', '--fail-on', '##[error]no']],
    [['report', '::error::no']],
    [['::error::no']],
    [['run', '--config', '##[error]no']],
    [['run', '--##[error]no']],
  ])('about a mistake in the call: %j', async (args) => {
    const { code, stdout, stderr } = await call(...args);
    expect(code).toBe(2);
    expect(stderr).toContain('error');
    expect(readLog(`${stdout}\n${stderr}`).commands).toEqual([]);
  });

  it('about a mistake in the config', async () => {
    await writeFiles(folder.path, { 'perf-budget.yml': '"##[error]no": 1\n"::error::no":\n  - ::error::no\n' });
    const { code, stdout, stderr } = await call('run', '--plan');
    expect(code).toBe(2);
    expect(readLog(`${stdout}\n${stderr}`).commands).toEqual([]);
  });
});
