import { endingsIn } from '../../compare/final-failure.ts';
import { keyed, printed } from '../../model/printed-key.ts';
import type { Noise, Phase, Report, Result } from '../../model/report.ts';
import { subjectId } from '../../model/subject.ts';
import { code, type Inline, joined, prose, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';
import { counted } from '../../text/quantity.ts';
import { shortSha } from '../../text/short-sha.ts';
import { withoutStop } from '../../text/without-stop.ts';
import { comparedNothing } from '../result-state.ts';
import { byCheck } from '../selection.ts';
import { detectableText } from './figures.ts';
import { isInspected } from './inspected.ts';
import { scoreWords } from './score.ts';
import { olderBase, storedFigures } from './stored.ts';
import { duration } from './vocabulary.ts';

/** How the figures were obtained, for readers who doubt them. */

const commit = (sha: string | null, otherwise: string) => (sha === null ? trusted(otherwise) : code(shortSha(sha)));

/** A server at an address of its own runs another commit, on another machine. */
function where(addresses: readonly string[]): Sentence {
  if (addresses.length === 0) return say` on this machine`;
  const names = addresses.map((name) => [strong(untrusted(name))]);
  return say`: what ${joined(names, ', ', ' and ')} ${trusted(addresses.length === 1 ? 'serves, at its address' : 'serve, at their addresses')}, and all else on this machine`;
}

function sides(report: Report): Sentence {
  const { base, head } = report;
  const dirty = head.dirty ? say`, with uncommitted changes` : [];
  const ours = say`Head ${commit(head.sha, 'as it is')}${dirty}`;
  if (base.source === 'none') return say`${ours}, measured alone: ${base.reason}.`;
  const how = base.source === 'stored' ? [] : say`, measured beside head${where(base.addresses ?? [])}`;
  const stored = storedFigures(report);
  const older = stored.length === 0 ? [] : say` ${stored}`;
  // A server at an address needs no commit.
  const otherwise = base.addresses === undefined ? 'unknown' : 'of no known commit';
  return say`Base ${commit(base.sha, otherwise)} (${base.reason})${how}.${older} ${ours}.`;
}

const range = (values: readonly number[]): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(least) : `${least} to ${most}`;
};

function rounds(check: string, results: readonly Result[]): Sentence[] {
  const changes = results.flatMap((result) =>
    result.change === null || result.kind === 'exact' || isInspected(result) ? [] : [result],
  );
  if (changes.length === 0) return [];
  const count = range(changes.map(({ change }) => change?.rounds ?? 0));
  const launches = range(changes.map(({ change }) => change?.launches ?? 0));
  const ratios = changes
    .filter(({ change, gates }) => gates && change?.relative !== null && change?.detectable !== null)
    .sort((a, b) => (a.change?.detectable ?? 0) - (b.change?.detectable ?? 0));
  const ends = [...new Set([ratios.at(0), ratios.at(-1)])]
    .flatMap((result) => (result?.change ? [detectableText(result.change, result.unit)] : []))
    .filter((text) => text !== null);
  const seen =
    ends.length > 0 ? say` The smallest detectable change: ${trusted([...new Set(ends)].join(' to '))}.` : [];
  const of = (numbers: string, what: string) =>
    trusted(`${numbers} ${what}${numbers === '1' ? '' : what === 'launch' ? 'es' : 's'}`);
  return [say`${check}: ${of(count, 'round')} of base and head in turn, over ${of(launches, 'launch')}.${seen}`];
}

/** How inspections worked: a few launches, whose requests are not timed. */
function inspections({ samples }: Report): Sentence[] {
  const seen = samples.filter((one) => one.inspected === true && one.side === 'head');
  if (seen.length === 0) return [];
  const launches = counted(1 + Math.max(...seen.map(({ launch }) => launch)), 'launch', 'launches');
  // Without a watched database, no requests are counted.
  const rounds = seen.filter(({ metric }) => metric === 'queries').map(({ round }) => round);
  const each = rounds.length === 0 ? '' : `, ${counted(1 + Math.max(...rounds), 'single request')} to each endpoint`;
  return [say`Inspections: ${trusted(launches)} a side${trusted(each)}, not timed.`];
}

const intervals = ({ results }: Report): Sentence[] =>
  results.some(({ change }) => change !== null && change.low !== null)
    ? [say`Intervals have a confidence of 90 %.`]
    : [];

function times(phases: readonly Phase[]): Sentence[] {
  if (phases.length === 0) return [];
  const total = phases.reduce((sum, { seconds }) => sum + seconds, 0);
  const each = phases.map(({ name, side, seconds }) => {
    const of = side === null ? [] : [trusted(` of ${side}`)];
    return say`${name}${of} ${trusted(duration(seconds))}`;
  });
  return [say`${trusted(duration(total))}: ${joined(each)}.`];
}

const GRADES = { quiet: 'low', busy: 'medium', hopeless: 'high' } as const satisfies Record<Noise['grade'], string>;
/** The least share of CPU time that the host or a quota took, for a sentence about it. */
const MIN_SHARE = 0.01;

const share = (fraction: number): Inline => trusted(`${(100 * fraction).toFixed(fraction < 0.0995 ? 1 : 0)} %`);

function noise({ environment, samples }: Report): Sentence[] {
  if (environment.noise === null) return [];
  const { grade, redone, delay, steal, throttled } = environment.noise;
  const waited = say`waiting for a core ${share(delay / (1 + delay))} of the time`;
  const again = redone === undefined ? [] : say`${share(redone)} of the rounds made again, `;
  const host = (steal ?? 0) < MIN_SHARE ? [] : say`, ${share(steal ?? 0)} of the CPU time taken by its host`;
  const quota =
    (throttled ?? 0) < MIN_SHARE
      ? []
      : say`, held back by a CPU quota ${share(throttled ?? 0)} of the time${mostThrottled(samples)}`;
  return [say`Runner noise: ${trusted(GRADES[grade])} (${again}${waited}${host}${quota}).`];
}

/**
 * The subject that the quota throttled most: more CPU time means more throttling, so it slows by more than its extra
 * work.
 */
function mostThrottled(samples: Report['samples']): Sentence {
  const visits = samples.filter(({ covariates }) => covariates?.throttled !== undefined);
  const means = [...Map.groupBy(visits, ({ subject, side }) => `${side} ${subject}`).values()].map((of) => ({
    subject: of[0]?.subject ?? '',
    side: of[0]?.side ?? 'head',
    mean: of.reduce((sum, { covariates }) => sum + (covariates?.throttled ?? 0), 0) / of.length,
  }));
  const [most, next] = means.toSorted((a, b) => b.mean - a.mean);
  if (most === undefined || next === undefined || most.mean < MIN_SHARE) return [];
  return say`, most of all ${strong(untrusted(most.subject))} on ${trusted(most.side)} (${share(most.mean)})`;
}

function machine({ environment, tool }: Report): Sentence {
  const { os, arch, cores, cpu, node, chromium, lighthouse, bundler } = environment;
  const tools = [
    say`perf-budget ${tool.version}`,
    say`Node ${node}`,
    ...(chromium === null ? [] : [say`Chromium ${chromium}`]),
    ...(lighthouse === null ? [] : [say`Lighthouse ${lighthouse}`]),
    ...(bundler === undefined ? [] : [say`${bundler}`]),
  ];
  return say`${joined(tools)} on ${os} ${arch}, ${trusted(counted(cores, 'core'))}${cpu === '' ? [] : say` (${cpu})`}.`;
}

/** Failed visits whose retries succeeded: on which subject, how often, and with which message. */
function madeUpFor({ failures, samples }: Report): Sentence[] {
  const visits = failures.filter((failure) => failure.stage === 'visit').map(keyed);
  const endingOf = endingsIn(samples.map(keyed), visits);
  const undone = visits.filter((one) => one.retried || endingOf(one, one.side) === null);
  const groups = Map.groupBy(undone, (one) => `${one.side} ${one.code} ${subjectId(one)}`);
  return [...groups.values()].flatMap((group) => {
    const last = group.at(-1);
    if (last === undefined) return [];
    const { subject, variant } = printed(last);
    const name = say`${strong(untrusted(subject))}${variant === null ? [] : say`, ${variant}`}`;
    const again = group.every(({ retried }) => retried) ? ` and ${group.length === 1 ? 'was' : 'were'} repeated` : '';
    const what = trusted(`${counted(group.length, 'visit')} of ${last.side} failed${again}`);
    return [say`${name}: ${what}: ${prose(withoutStop(last.message))}.`];
  });
}

/** Paragraphs of one or two sentences. The notes of the run come last. */
export function howMeasured(report: Report): Sentence[] {
  const score = scoreWords(report);
  return [
    sides(report),
    ...(score.length === 0 ? [] : [score]),
    ...byCheck(report.results).flatMap(([check, results]) => rounds(check, results)),
    ...inspections(report),
    ...intervals(report),
    ...times(report.phases),
    machine(report),
    ...noise(report),
    ...madeUpFor(report),
    ...report.notes.map(prose),
  ];
}

/** For the first lines: why nothing was compared with base, or what replaced base. */
export function otherThanBase(report: Report): Sentence {
  if (!comparedNothing(report)) return olderBase(report);
  const why = report.base.source === 'none' ? say`: ${report.base.reason}` : [];
  const alone = report.results.some(({ head }) => head !== null) ? say` Only head's budgets were checked.` : [];
  return say`Nothing was compared with base${why}.${alone}`;
}
