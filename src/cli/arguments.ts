import { parseArgs } from 'node:util';
import { FAIL_ON, type FailOn } from '../compare/exit-code.ts';
import { readShard, type Shard } from '../config/shard-number.ts';
import { UsageError } from '../errors.ts';

export interface RunArguments {
  readonly command: 'run';
  readonly base: string | null;
  readonly config: string | null;
  /** Folder of report.json, report.md and report.html, relative to the current one. */
  readonly output: string;
  readonly only: readonly string[];
  /** Print the plan and measure nothing. */
  readonly plan: boolean;
  /** Null if all subjects are measured here. */
  readonly shard: Shard | null;
  readonly failOn: FailOn;
  readonly quiet: boolean;
}

export interface ReportArguments {
  readonly command: 'report';
  /** Reports, or folders with one; relative to the current folder. At least one. */
  readonly files: readonly string[];
  /** Null for that of the reports. */
  readonly name: string | null;
  readonly output: string;
  readonly failOn: FailOn;
  readonly quiet: boolean;
}

export interface InitArguments {
  readonly command: 'init';
  /** Configs of other tools, relative to the current folder; empty: those that are found. */
  readonly files: readonly string[];
  /** Tools; empty: all. */
  readonly from: readonly string[];
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly workflow: boolean;
  /** Whether configs that are code may be run. */
  readonly mayRun: boolean;
  /** Null for perf-budget.yml. */
  readonly output: string | null;
}

export interface HistoryArguments {
  readonly command: 'history';
  /** Baselines and reports, and folders with them; relative to the current folder. */
  readonly files: readonly string[];
  /** The branch that keeps baselines; null: none is asked. */
  readonly branch: string | null;
  /** The name of the runs that count. */
  readonly name: string;
  /** Patterns of metrics; empty for all. */
  readonly metrics: readonly string[];
  /** Before the last commit; null for all. */
  readonly sinceDays: number | null;
  /** Every baseline of the branch, not only the newest with its trail. */
  readonly all: boolean;
  /** Causes instead of figures. */
  readonly findings: boolean;
  /** Folder for a page; null: none is written. */
  readonly output: string | null;
}

type Arguments =
  | RunArguments
  | ReportArguments
  | InitArguments
  | HistoryArguments
  | { readonly command: 'help' }
  | { readonly command: 'version' };

const OPTIONS = {
  from: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean' },
  force: { type: 'boolean' },
  'no-workflow': { type: 'boolean' },
  'no-run': { type: 'boolean' },
  base: { type: 'string' },
  config: { type: 'string' },
  output: { type: 'string' },
  only: { type: 'string', multiple: true },
  shard: { type: 'string' },
  plan: { type: 'boolean' },
  name: { type: 'string' },
  branch: { type: 'string' },
  metric: { type: 'string', multiple: true },
  since: { type: 'string' },
  all: { type: 'boolean' },
  findings: { type: 'boolean' },
  'fail-on': { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const ONLY_OF_RUN = ['base', 'config', 'only', 'shard', 'plan'] as const;
const ONLY_OF_INIT = ['from', 'dry-run', 'force', 'no-workflow', 'no-run'] as const;
const NOT_OF_INIT = [...ONLY_OF_RUN, 'name', 'fail-on', 'quiet'] as const;
const ONLY_OF_HISTORY = ['branch', 'metric', 'since', 'all', 'findings'] as const;

/** @throws UsageError if the arguments are invalid. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  if (command === undefined) throw new UsageError('Say what to do: perf-budget run. See perf-budget --help.');
  if (command === 'init') return initArguments(rest, values);
  const ofInit = ONLY_OF_INIT.find((option) => values[option] !== undefined);
  if (ofInit !== undefined) throw new UsageError(`--${ofInit} is an option of init. See perf-budget --help.`);
  if (command !== 'report' && command !== 'history' && (command !== 'run' || rest.length > 0)) {
    const wrong = command === 'run' ? rest[0] : command;
    throw new UsageError(
      `"${wrong}" is not known here. The call is: perf-budget run [options]. See perf-budget --help.`,
    );
  }
  const wrongHere = ONLY_OF_HISTORY.find((option) => values[option] !== undefined);
  if (command !== 'history' && wrongHere !== undefined)
    throw new UsageError(`--${wrongHere} is an option of history, and not of ${command}.`);
  if (values.output === '') throw new UsageError('--output: expected the name of a folder');
  if (command === 'history') return historyArguments(values, rest);
  const failOn = values['fail-on'] ?? 'breach';
  if (!isFailOn(failOn)) throw new UsageError(`--fail-on ${failOn}: expected one of ${FAIL_ON.join(', ')}`);
  const common = { output: values.output ?? '.perf-budget', failOn, quiet: values.quiet ?? false };
  if (command === 'report') {
    const wrong = ONLY_OF_RUN.find((option) => values[option] !== undefined);
    if (wrong !== undefined) throw new UsageError(`--${wrong} is an option of run, and report measures nothing.`);
    if (rest.length === 0) {
      throw new UsageError('Name the reports to join: perf-budget report FILE… See perf-budget --help.');
    }
    return { command, files: rest, name: nameIn(values.name), ...common };
  }
  if (values.name !== undefined) throw new UsageError('--name is an option of report, and run has no use for it.');
  return {
    command: 'run',
    base: values.base ?? null,
    config: values.config ?? null,
    only: values.only ?? [],
    plan: values.plan ?? false,
    shard: values.shard === undefined ? null : readShard(values.shard),
    ...common,
  };
}

function initArguments(files: readonly string[], values: ReturnType<typeof parse>['values']): InitArguments {
  const wrong = NOT_OF_INIT.find((option) => values[option] !== undefined);
  if (wrong !== undefined) throw new UsageError(`--${wrong} is no option of init, which measures nothing.`);
  if (values.output === '') throw new UsageError('--output: expected the name of a file');
  return {
    command: 'init',
    files,
    from: values.from ?? [],
    dryRun: values['dry-run'] ?? false,
    force: values.force ?? false,
    workflow: !values['no-workflow'],
    mayRun: !values['no-run'],
    output: values.output ?? null,
  };
}

function historyArguments(values: ReturnType<typeof parse>['values'], files: readonly string[]): HistoryArguments {
  const wrong = ([...ONLY_OF_RUN, 'fail-on', 'quiet'] as const).find((option) => values[option] !== undefined);
  if (wrong !== undefined) throw new UsageError(`--${wrong} is an option of run, and history measures nothing.`);
  const { branch = null, metric: metrics = [], all = false, findings = false, output = null } = values;
  if (branch !== null && files.length > 0) throw new UsageError('--branch: files are named, too. Give one of the two.');
  if (branch === '') throw new UsageError('--branch: expected the name of a branch');
  const days = values.since === undefined ? null : /^([1-9]\d{0,4}) ?d(?:ays?)?$/.exec(values.since);
  if (values.since !== undefined && days === null)
    throw new UsageError(`--since ${values.since}: expected a number of days, such as 90d`);
  return {
    ...{ command: 'history', files, branch, metrics, all, findings, output },
    name: nameIn(values.name) ?? 'default',
    sinceDays: days === null ? null : Number(days[1]),
  };
}

function nameIn(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (name !== '' && [...name].length <= 200 && !/\p{Cc}/u.test(name)) return name;
  throw new UsageError('--name: expected 1 to 200 characters, and no control characters');
}

const isFailOn = (value: string): value is FailOn => (FAIL_ON as readonly string[]).includes(value);

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.replace(/\. To specify.*/s, '.')} See perf-budget --help.`);
  }
}
