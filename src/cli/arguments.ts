import { parseArgs } from 'node:util';
import { UsageError } from '../errors.ts';
import { FAIL_ON, type FailOn } from '../exit-code.ts';

export interface RunArguments {
  readonly command: 'run';
  readonly base: string | null;
  readonly config: string | null;
  /** Folder of report.json and report.md, relative to the current one. */
  readonly output: string;
  readonly only: readonly string[];
  /** Only say what would be done. */
  readonly plan: boolean;
  readonly failOn: FailOn;
  readonly quiet: boolean;
}

export type Arguments = RunArguments | { readonly command: 'help' } | { readonly command: 'version' };

export const HELP = `perf-budget: fails a pull request that makes the product slower or heavier

Usage
  perf-budget run [options]   measure this checkout and its base, compare, report

Options of run
  --base REF        compare with the merge base of REF and HEAD
                    (default: origin's default branch)
  --config FILE     default: perf-budget.yml, .github/perf-budget.yml, or .json
  --output DIR      where report.json and report.md go (default: .perf-budget)
  --only PATTERN    measure only these, such as 'api/*'; may be repeated
  --plan            say what would be measured, and measure nothing
  --fail-on WHAT    breach (default), budget, regression, or never
  --quiet           no progress, only the report's last lines

  --help, --version

Exit code
  0  nothing that --fail-on names
  1  a breach: over a budget, or regressed
  2  the config or the call is wrong
  3  something could not be measured, and there is no breach`;

const OPTIONS = {
  base: { type: 'string' },
  config: { type: 'string' },
  output: { type: 'string' },
  only: { type: 'string', multiple: true },
  plan: { type: 'boolean' },
  'fail-on': { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Throws a UsageError for a call that is none. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  if (command === undefined) throw new UsageError('Say what to do: perf-budget run. See perf-budget --help.');
  if (command !== 'run' || rest.length > 0) {
    const wrong = command === 'run' ? rest[0] : command;
    throw new UsageError(
      `"${wrong}" is not known here. The call is: perf-budget run [options]. See perf-budget --help.`,
    );
  }
  if (values.output === '') throw new UsageError('--output: expected the name of a folder');
  const failOn = values['fail-on'] ?? 'breach';
  if (!isFailOn(failOn)) throw new UsageError(`--fail-on ${failOn}: expected one of ${FAIL_ON.join(', ')}`);
  return {
    command,
    base: values.base ?? null,
    config: values.config ?? null,
    output: values.output ?? '.perf-budget',
    only: values.only ?? [],
    plan: values.plan ?? false,
    failOn,
    quiet: values.quiet ?? false,
  };
}

const isFailOn = (value: string): value is FailOn => (FAIL_ON as readonly string[]).includes(value);

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.replace(/\. To specify.*/s, '.')} See perf-budget --help.`);
  }
}
