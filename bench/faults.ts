/**
 * Whether the vitals check finds a planted fault and names it first: six pages, each with one fault in head. With
 * `--well`, whether it stays silent if head has none.
 *
 *     npm run bench:faults [-- --runs 1] [--well]
 *
 * A run takes about eight minutes on an idle machine.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Report, reportSchema } from '../src/model/report.ts';
import { describeFinding } from '../src/report/words/findings.ts';
import { plain } from '../src/text/inline.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1' },
    well: { type: 'boolean', default: false },
    only: { type: 'string', default: '*' },
  },
});

const FONTS = ['liberation/LiberationSans-Regular.ttf', 'dejavu/DejaVuSans.ttf'].map(
  (file) => `/usr/share/fonts/truetype/${file}`,
);
const font = process.env.FONT_FILE ?? FONTS.find((file) => existsSync(file));
if (font === undefined) throw new Error(`There is no font in ${FONTS.join(' or ')}: name one with FONT_FILE.`);

const PAGES = ['hero', 'style', 'click', 'shift', 'third', 'font'];

/** The first finding that each page must have. */
const EXPECTED: Readonly<Record<string, RegExp>> = {
  hero: /lcp-image-grew/,
  style: /render-blocking/,
  click: /interaction-slower/,
  shift: /layout-shift/,
  third: /third-party/,
  font: /font/,
};

const config = {
  install: 'node --version',
  servers: {
    site: {
      start: `node ${JSON.stringify(join(import.meta.dirname, 'faults', 'site.ts'))}`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is for the config
      env: { FAULTS: values.well ? 'none' : '${side}', FONT_FILE: font },
    },
  },
  vitals: Object.fromEntries(
    PAGES.map((name) => [
      name,
      {
        server: 'site',
        path: `/${name}`,
        ...(name === 'click' ? { interactions: [{ click: 'text=Add to cart' }] } : {}),
      },
    ]),
  ),
  measure: { time: '30 min' },
};

async function run(): Promise<Report> {
  const repository = await mkdtemp(join(tmpdir(), 'perf-budget-faults-'));
  try {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@shop.example', ...args], {
        cwd: repository,
        env,
        stdio: 'ignore',
      });
    git('init', '--initial-branch=main');
    await writeFile(join(repository, 'perf-budget.json'), JSON.stringify(config));
    git('add', '--all');
    git('commit', '--message', 'The shop as it is');
    git('commit', '--allow-empty', '--message', 'With the change');
    const cli = join(import.meta.dirname, '..', 'src', 'cli.ts');
    const args = [cli, 'run', '--base', 'HEAD~1', '--only', `vitals/${values.only}`, '--fail-on', 'never'];
    spawnSync(process.execPath, args, { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
    return reportSchema.parse(JSON.parse(readFileSync(join(repository, '.perf-budget', 'report.json'), 'utf8')));
  } finally {
    await rm(repository, { recursive: true, force: true });
  }
}

const MOVED = ['regressed', 'worse', 'improved'];

for (let number = 1; number <= Number(values.runs); number++) {
  const report = await run();
  const seconds = Math.round((report.phases ?? []).reduce((sum, phase) => sum + phase.seconds, 0));
  console.log(`\nRun ${number}: ${report.verdict}, ${seconds} s`);
  for (const page of new Set(report.results.map(({ subject }) => subject))) {
    const moved = report.results.filter(
      ({ subject, threshold }) => subject === page && MOVED.includes(threshold.status),
    );
    const [first, ...others] = report.findings.filter(({ subject }) => subject === page);
    const found = first === undefined ? 'no finding' : plain(describeFinding(first, report));
    const right = values.well ? moved.length === 0 : first !== undefined && EXPECTED[page]?.test(first.code);
    console.log(`${right ? 'as it should be' : 'WRONG'}  ${page}: ${first?.code} ${found}`);
    console.log(
      `    moved: ${moved.map(({ metric, variant, threshold, base, head }) => `${variant} ${metric} ${threshold.status} ${base} → ${head}`).join('; ')}`,
    );
    for (const other of others) console.log(`    then: ${other.code} ${other.location}`);
  }
}
