import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type History, ofFiles, readHistory } from '../baseline/read-history.ts';
import { UsageError } from '../errors.ts';
import { type Line, toTrail } from '../history/line.ts';
import { type SeriesView, seriesViews } from '../history/series-view.ts';
import { renderHistoryPage } from '../report/html/history-page.ts';
import { findingTable, historyTable } from '../report/terminal/history.ts';
import { closestTo } from '../text/closest-to.ts';
import { safeName } from '../text/safe-name.ts';
import { clean } from '../text/sanitize.ts';
import { defaultBranch } from '../workspace/git/base.ts';
import { branchTip, firstParents, namesIn, readBranchFiles } from '../workspace/git/branch-files.ts';
import type { Repository } from '../workspace/git/git.ts';
import { isInRepository } from '../workspace/git/head.ts';
import type { HistoryArguments } from './arguments.ts';
import { checkOutput } from './output.ts';
import { print } from './print.ts';

interface Shown {
  readonly columns: number;
  readonly color: boolean;
}

/**
 * Prints the history in stored baselines and reports, and writes it as a page if wanted.
 *
 * @throws UsageError if nothing is found, or no metric matches.
 */
export async function showHistory(call: HistoryArguments, signal: AbortSignal, shown: Shown): Promise<number> {
  if (call.output !== null) await checkOutput(call.output);
  const { line: whole, notes } = await found(call, signal);
  const line = since(whole, call.sinceDays);
  const views = chosen(seriesViews(line), call.metrics);
  for (const note of notes) print(note, process.stderr);
  print(call.findings ? findingTable(line, shown) : historyTable(line, views, shown));
  if (call.output !== null) await writePage(call, call.output, line, views);
  return 0;
}

async function found(call: HistoryArguments, signal: AbortSignal): Promise<History> {
  if (call.files.length > 0) return readHistory(call.files, call.name);
  if (call.branch === null) {
    throw new UsageError(
      'Say where to look: perf-budget history --branch NAME for the branch that keeps baselines, or files and folders of baselines and reports.',
    );
  }
  const directory = process.cwd();
  if (!isInRepository(directory)) throw new UsageError(`--branch ${call.branch}: ${directory} is in no git repository`);
  const repository = { directory, token: null, serverUrl: 'https://github.com', signal };
  const temporary = await mkdtemp(join(tmpdir(), 'perf-budget-history-'));
  try {
    return await onBranch(call.branch, { call, repository, temporary });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

interface BranchRequest {
  readonly call: HistoryArguments;
  readonly repository: Repository;
  readonly temporary: string;
}

/**
 * The newest baseline on the default branch's line, whose trail holds the others. All baselines with `--all`, or if
 * none is on that line.
 */
async function onBranch(branch: string, { call, repository, temporary }: BranchRequest): Promise<History> {
  const commit = await branchTip(branch, repository);
  if (commit === null) throw new UsageError(`--branch ${branch}: there is no such branch, neither here nor on origin`);
  const folder = call.name === 'default' ? 'perf-budget' : `perf-budget/${safeName(call.name)}`;
  const names = (await namesIn(commit, folder, repository)).filter((name) => /^[0-9a-f]{40,64}\.json\.gz$/.test(name));
  if (names.length === 0)
    throw new UsageError(`The branch ${branch} has no baseline of ${clean(call.name)} in ${folder}.`);
  const main = call.all ? null : await defaultBranch(repository);
  const commits = main === null ? [] : await firstParents(main.sha, repository);
  const newest = commits.map((sha) => `${sha}.json.gz`).find((name) => names.includes(name));
  const wanted = newest === undefined ? names : [newest];
  const files = await readBranchFiles({ commit, folder, names: wanted, temporary }, repository);
  return ofFiles(
    files.map((file) => ({ ...file, writtenAt: Date.now() })),
    call.name,
    [`the branch ${branch}`],
  );
}

const DAY_MS = 86_400_000;

function since({ points, about }: Line, days: number | null): Line {
  const newest = Date.parse(points.at(-1)?.at ?? '');
  const kept = days === null ? points : points.filter(({ at }) => Date.parse(at) >= newest - days * DAY_MS);
  return { points: kept, about };
}

/** The series that match a pattern: a part of an id, or of the name that a reader sees. A star stands for anything. */
function chosen(views: readonly SeriesView[], patterns: readonly string[]): readonly SeriesView[] {
  if (patterns.length === 0) return views;
  const namesOf = ({ id, about }: SeriesView) =>
    [id, `${about.subject} ${about.label}`, about.metric].map((name) => name.toLowerCase());
  const kept = views.filter((view) => patterns.some((pattern) => namesOf(view).some((name) => fits(pattern, name))));
  const missing = patterns.find((pattern) => !views.some((view) => namesOf(view).some((name) => fits(pattern, name))));
  if (missing === undefined) return kept;
  const known = [...new Set(views.flatMap(({ id, about }) => [about.metric, about.subject, id]))];
  const meant = closestTo(missing, known);
  const all = [...new Set(views.map(({ about }) => about.metric))].map((one) => clean(one)).join(', ');
  throw new UsageError(
    `--metric ${missing} matches nothing. ${meant === undefined ? `There are ${all}.` : `Did you mean ${clean(meant)}?`}`,
  );
}

function fits(pattern: string, name: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  let from = 0;
  for (const part of parts) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

async function writePage(
  call: HistoryArguments,
  output: string,
  line: Line,
  views: readonly SeriesView[],
): Promise<void> {
  const folder = resolve(output);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.html'), renderHistoryPage(call.name, line, views));
  await writeFile(join(folder, 'history.json'), `${JSON.stringify(toTrail(line))}\n`);
  print(`page: ${join(output, 'index.html')}`);
}
