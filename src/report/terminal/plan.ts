import type { Reach } from '../../compare/what-can-fail.ts';
import {
  type Budget,
  type LimitedMetric,
  type Plan,
  type PlannedServer,
  type PlannedSubject,
  runsElsewhere,
  type Threshold,
} from '../../model/plan.ts';
import { unsetVariableOf, withoutUser } from '../../text/address.ts';
import { counted, quantity } from '../../text/quantity.ts';
import { withoutCommands } from '../../text/runner-commands.ts';
import { clean } from '../../text/sanitize.ts';
import { duration } from '../words/vocabulary.ts';

/** Facts that `--plan` shows beside the plan itself. */
interface PlanFacts {
  readonly base: string;
  /** The commands as they would run in head's checkout; null if there is none. */
  readonly install: string | null;
  readonly build: string | null;
  /** Paths that the config names and the folder does not have now. */
  readonly lacking?: readonly { readonly text: string }[];
  /** Settings in which base's own config builds or runs that commit differently. */
  readonly ownOfBase: readonly { readonly key: string; readonly base: string }[];
  readonly reach: Reach;
  /** The servers to inspect first, with the estimated seconds. */
  readonly inspections?: readonly {
    readonly server: string;
    readonly variables: readonly string[];
    readonly seconds: number;
  }[];
}

const LONGEST_NOTE = 2_000;

/** A plan in words, before anything is measured. */
export function planText(
  plan: Plan,
  { base, install, build, ownOfBase, reach, lacking = [], inspections = [] }: PlanFacts,
): string {
  const servers = Object.entries(plan.servers);
  const isBuilt = !runsElsewhere(plan);
  const lines = [
    `config   ${clean(plan.config ?? 'none: subjects are detected')}`,
    `base     ${clean(base)}`,
    ...(isBuilt
      ? [`install  ${clean(install ?? 'nothing')}`, `build    ${clean(build ?? 'nothing')}`]
      : ['build    nothing is installed or built: all that is measured runs at addresses of its own']),
    ...(servers.length > 0 ? ['', 'servers', ...servers.map(serverLine)] : []),
    ...(ownOfBase.length > 0 ? ['', 'on base, by its own config', ...ownOfBase.map(ownLine)] : []),
    ...plan.subjects.flatMap((planned) => ['', ...subjectLines(planned, plan)]),
    ...(plan.notes.length > 0 ? ['', ...plan.notes.map((note) => clean(note, LONGEST_NOTE))] : []),
    ...(lacking.length > 0 ? ['', ...lacking.map(({ text }) => lackingLine(text, build))] : []),
    '',
    ...reach.outOfReach.map(outOfReachLine),
    `Measuring takes about ${duration(Math.min(reach.screenSeconds, plan.measure.timeMs / 1_000))} if nothing looks suspicious, and at most ${duration(plan.measure.timeMs / 1_000)}${isBuilt ? ', plus installs and builds' : ''}.`,
    ...enoughLine(reach, plan),
    ...inspections.map(inspectionLine),
  ];
  return withoutCommands(lines.join('\n'));
}

function serverLine([name, { settings }]: [string, PlannedServer]): string {
  const what =
    settings.kind === 'static'
      ? `the folder ${settings.static}${Object.entries(settings.proxy ?? {})
          .map(([prefix, other]) => `, with ${other} behind ${prefix}`)
          .join('')}`
      : settings.kind === 'command'
        ? `${settings.start} (ready at ${settings.ready} within ${duration(settings.timeoutMs / 1_000)})`
        : `${shownAddress(settings.url)}, base ${settings.baseUrl === null ? 'none' : shownAddress(settings.baseUrl)}`;
  return `  ${clean(name)}: ${clean(what)}`;
}

function shownAddress(address: string): string {
  const variable = unsetVariableOf(address);
  return variable === null ? withoutUser(address) : `the address in ${variable}, which is not set`;
}

const lackingLine = (text: string, build: string | null): string =>
  `${clean(text, LONGEST_NOTE)}${build === null ? '' : ' (unless the build writes it)'}`;

const ownLine = ({ key, base }: PlanFacts['ownOfBase'][number]): string => `  ${clean(key)}: ${clean(base)}`;

function subjectLines({ check, subject, metrics, missing }: PlannedSubject, plan: Plan): string[] {
  const rounds = plan.measure.rounds[check] ?? 1;
  const variant = subject.variant === null ? '' : `, ${clean(subject.variant)}`;
  const often = rounds === 1 ? 'once per side' : `${rounds} rounds`;
  return [
    `${check}  ${clean(subject.name)}${variant}: ${missing === undefined ? often : 'can not be measured'}`,
    ...(missing ?? []).map(
      ({ name, key, source }) =>
        `  ${clean(source.file)}:${source.line} → ${clean(key)}: the environment has no ${name}`,
    ),
    ...metrics.filter(hasLimit).map(limitLine),
  ];
}

/** Whether the user limits a metric that only inspections see: not every server has a database. */
const hasLimit = ({ metric, budget, threshold }: LimitedMetric): boolean =>
  metric.seen === undefined
    ? budget !== null || threshold !== null
    : budget?.written === true || threshold?.written === true;

function limitLine({ metric, budget, threshold }: LimitedMetric): string {
  const limits = [
    budget && budgetText(budget, metric),
    threshold && `regressed from ${thresholdText(threshold, metric)}`,
  ];
  return `  ${metric.label}: ${limits.filter((limit) => limit !== null).join(', ')}`;
}

function budgetText({ limit, ratchet }: Budget, { unit, worse }: LimitedMetric['metric']): string {
  const written = `${worse === 'higher' ? 'at most' : 'at least'} ${quantity(limit, unit)}`;
  return ratchet ? `${written}, or base's value if that is ${worse === 'higher' ? 'less' : 'more'}` : written;
}

function thresholdText({ limit, by }: Threshold, { unit, worse }: LimitedMetric['metric']): string {
  const amount = by === 'fraction' ? `${Math.round(limit * 1_000) / 10} %` : quantity(limit, unit);
  return `${worse === 'higher' ? '+' : '−'}${amount}`;
}

function outOfReachLine({ check, subject, lacks, has, needs }: Reach['outOfReach'][number]): string {
  const name = `${check}  ${clean(subject)}`;
  return lacks === 'rounds'
    ? `${name}: no change can fail this run: ${counted(has, 'round')}, ${needs} are needed (measure.rounds)`
    : `${name}: no change can fail this run: it would take ${duration(needs)} of measure.time, which is ${duration(has)}`;
}

function inspectionLine({ server, variables, seconds }: NonNullable<PlanFacts['inspections']>[number]): string {
  const through = variables.map((one) => clean(one)).join(' and ');
  const asked = through === '' ? '' : `what it asks through ${through}, `;
  return `Before that, inspections of ${clean(server)} watch ${asked}whom it keeps waiting, and its heap if it is Node: about ${duration(seconds)}, and more where something changed (inspect: off leaves them out).`;
}

/** The benefit of more time, or of several machines. */
function enoughLine({ enoughSeconds }: Reach, { measure }: Plan): string[] {
  const shards = Math.ceil((enoughSeconds * 1_000) / measure.timeMs);
  if (shards < 2) return [];
  return [
    `To decide whatever may look suspicious it would need ${duration(enoughSeconds)}: raise measure.time, or split the run into ${shards} shards.`,
  ];
}
