import { getInput, getMultilineInput } from '@actions/core';
import { FAIL_ON, type FailOn } from '../compare/exit-code.ts';
import { parseShard, type Shard } from '../config/shard-number.ts';
import { UsageError } from '../errors.ts';
import { daysIn } from '../workspace/git/days-ago.ts';

/** When a pull request gets a comment. Every mode except `never` updates an existing one. */
const COMMENT_MODES = ['always', 'on-change', 'on-failure', 'never'] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];

/** How the verdict is shown on the commit. */
const CHECK_KINDS = ['check-run', 'status', 'none'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** The source of base's figures. */
const BASELINES = ['auto', 'measure', 'stored', 'none'] as const;

/** When the page of the report is uploaded. */
const ARTIFACT_MODES = ['on-change', 'always', 'never'] as const;

/** When an issue is kept. */
const ISSUE_MODES = ['never', 'on-failure'] as const;

/** The inputs of action.yml. */
export interface Inputs {
  /** Relative to the working directory; null if it has a usual name, or if everything is detected. */
  readonly config: string | null;
  /** Relative to the workspace. */
  readonly workingDirectory: string;
  readonly name: string;
  /** A ref, or a time such as `28 days ago`; null if the event decides. */
  readonly base: string | null;
  readonly baseline: (typeof BASELINES)[number];
  /** The branch that keeps baselines forever; null if none does. */
  readonly branch: string | null;
  /** Null if nothing is posted. */
  readonly token: string | null;
  readonly comment: CommentMode;
  readonly check: CheckKind;
  readonly failOn: FailOn;
  readonly artifact: (typeof ARTIFACT_MODES)[number];
  readonly issue: (typeof ISSUE_MODES)[number];
  /** The label that accepts breaches of all subjects; `<label>/<subject>` accepts those of one. Null if none does. */
  readonly acceptLabel: string | null;
  /** Null if this job measures all subjects. */
  readonly shard: Shard | null;
  /** Files, folders or globs of reports to join, relative to the workspace; empty to measure. */
  readonly reports: readonly string[];
}

const ACCEPT_LABEL = 'perf-budget:accept';
/** GitHub's limit for the name of a label. */
const LABEL_CHARACTERS = 50;

/**
 * Reads the inputs from the environment, where the runner puts them.
 *
 * @throws UsageError that lists every mistake.
 */
export function readInputs(): Inputs {
  const mistakes: string[] = [];
  const choice = <T extends string>(input: string, choices: readonly [T, ...T[]]): T => {
    const value = getInput(input) || choices[0];
    const chosen = choices.find((candidate) => candidate === value);
    if (chosen === undefined) mistakes.push(`${input}: expected ${list(choices)}, found ${JSON.stringify(value)}`);
    return chosen ?? choices[0];
  };

  const name = getInput('name') || 'default';
  if ([...name].length > 200 || /\p{Cc}/u.test(name)) {
    mistakes.push('name: expected at most 200 characters, and no control characters');
  }
  const base = getInput('base') || null;
  if (base !== null && daysIn(base) === null && /^-|[\s\p{Cc}]/u.test(base)) {
    mistakes.push(
      `base: expected a branch, a tag, a commit, or a time such as 28 days ago, found ${JSON.stringify(base)}`,
    );
  }
  const branch = getInput('branch') || null;
  if (branch !== null && !isBranchName(branch)) {
    mistakes.push(`branch: expected the name of a branch, found ${JSON.stringify(branch)}`);
  }
  // The variable is empty if the user set the input to nothing, and missing outside of the action.
  const acceptLabel = process.env['INPUT_ACCEPT-LABEL'] === undefined ? ACCEPT_LABEL : getInput('accept-label');
  if ([...acceptLabel].length > LABEL_CHARACTERS || /\p{Cc}/u.test(acceptLabel)) {
    mistakes.push(
      `accept-label: expected at most ${LABEL_CHARACTERS} characters, GitHub's limit for labels, and no control characters`,
    );
  }
  const shard = getInput('shard') || null;
  if (shard !== null && parseShard(shard) === null) {
    mistakes.push(
      `shard: expected the number of this job and of all jobs, such as 2/5, found ${JSON.stringify(shard)}`,
    );
  }
  const reports = getMultilineInput('reports');
  const unused = ['config', 'base', 'shard'].filter((input) => getInput(input) !== '');
  if (reports.length > 0 && unused.length > 0) {
    mistakes.push(`reports: a step that joins reports measures nothing, so leave out ${unused.join(', ')}`);
  }
  const inputs: Inputs = {
    config: getInput('config') || null,
    workingDirectory: getInput('working-directory') || '.',
    name,
    base,
    baseline: choice('baseline', BASELINES),
    branch,
    token: getInput('token') || null,
    comment: choice('comment', COMMENT_MODES),
    check: choice('check', CHECK_KINDS),
    failOn: choice('fail-on', FAIL_ON),
    artifact: choice('artifact', ARTIFACT_MODES),
    issue: choice('issue', ISSUE_MODES),
    acceptLabel: acceptLabel || null,
    shard: shard === null ? null : parseShard(shard),
    reports,
  };
  if (inputs.baseline === 'none' && base !== null) {
    mistakes.push('base: with `baseline: none` nothing is compared; leave one of the two out');
  }
  if (branch !== null && (inputs.baseline === 'measure' || inputs.baseline === 'none')) {
    mistakes.push(`branch: with \`baseline: ${inputs.baseline}\` nothing is stored; leave one of the two out`);
  }
  if (mistakes.length > 0) {
    throw new UsageError(
      ["perf-budget can't use these inputs of the action:", ...mistakes.map((mistake) => `  ${mistake}`)].join('\n'),
    );
  }
  // Parallel jobs would overwrite each other's comment and check: the joined report posts them.
  return inputs.shard === null ? inputs : { ...inputs, comment: 'never', check: 'none', artifact: 'never' };
}

/** https://git-scm.com/docs/git-check-ref-format, without characters that need quotes somewhere. */
const isBranchName = (text: string): boolean =>
  /^[\p{L}\p{N}_][\p{L}\p{N}_./-]{0,199}$/u.test(text) && !/\.\.|\/\/|\/\.|[./]$|\.lock(?:\/|$)|^refs\//.test(text);

const list = (choices: readonly string[]) => `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
