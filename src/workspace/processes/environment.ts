import { delimiter } from 'node:path';
import type { Side } from '../../model/subject.ts';

/** Credentials of a step, which no command gets. */
export const WITHHELD_TOKENS = ['GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_ENTERPRISE_TOKEN', 'GH_ENTERPRISE_TOKEN'];

/**
 * Variables withheld from all processes that perf-budget starts, like those with the prefixes below. In upper case, as
 * Windows ignores case.
 */
const REMOVED = new Set([
  ...WITHHELD_TOKENS,
  // Files by which a process sends commands to the runner.
  'GITHUB_ENV',
  'GITHUB_PATH',
  'GITHUB_OUTPUT',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
  'GITHUB_ARTIFACTS',
  // Git sets these for its hooks. They would bind a command in base's checkout to head's repository.
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  // The npm, npx, pnpm or yarn that started perf-budget set these for its own call and folder.
  'INIT_CWD',
  'PROJECT_CWD',
  'BERRY_BIN_FOLDER',
  'PNPM_SCRIPT_SRC_DIR',
  'PNPM_PACKAGE_NAME',
  'NPM_COMMAND',
  'NPM_EXECPATH',
  'NPM_NODE_EXECPATH',
  'NPM_CONFIG_LOCAL_PREFIX',
  'NPM_CONFIG_GLOBAL_PREFIX',
  'NPM_CONFIG_USER_AGENT',
  'NPM_CONFIG_NPM_VERSION',
  'NPM_CONFIG_NODE_GYP',
  'NPM_CONFIG_PACKAGE',
  'NPM_CONFIG_CALL',
  'NPM_CONFIG_WORKSPACE',
  'NPM_CONFIG_WORKSPACES',
  'NPM_CONFIG_INCLUDE_WORKSPACE_ROOT',
  'NPM_CONFIG_IF_PRESENT',
  'NPM_CONFIG_DRY_RUN',
  'NPM_CONFIG_GLOBAL',
  'NPM_CONFIG_LOCATION',
  'NPM_CONFIG_RECURSIVE',
  'NPM_CONFIG_FILTER',
]);

const REMOVED_PREFIXES = ['INPUT_', 'ACTIONS_', 'STATE_', 'NPM_LIFECYCLE_', 'NPM_PACKAGE_'];

/**
 * The environment of every process that perf-budget starts: its own, without the action's inputs, tokens and command files, and
 * without the variables that an outer `npm run` or `npx` set for its own folder. `extra` overrides.
 *
 * An action's process, unlike a `run:` step, holds the runtime token for caches and artifacts
 * (https://docs.github.com/en/actions/reference/security/secure-use).
 */
export function commandEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    const upper = name.toUpperCase();
    if (REMOVED.has(upper) || REMOVED_PREFIXES.some((prefix) => upper.startsWith(prefix))) continue;
    // npm sets NODE to its own interpreter. Keep a NODE that the user set.
    if (upper === 'NODE' && value === process.env.npm_node_execpath) continue;
    environment[name] = upper === 'PATH' && value !== undefined ? withoutScriptFolders(value) : value;
  }
  return { ...environment, ...extra };
}

/** A server's own variables, as its config writes them for both sides. */
export const variablesOfSide = (variables: Readonly<Record<string, string>>, side: Side): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value.replace(/\$\{side\}/g, side)]));

/**
 * An outer `npm run` prepends its own `node-gyp-bin` and the `node_modules/.bin` of its folder and all folders above it
 * to PATH. With them, a command in base's checkout could run head's tools.
 */
function withoutScriptFolders(path: string): string {
  const folders = path.split(delimiter);
  const own = folders.findIndex((folder) => !/[\\/](?:node_modules[\\/]\.bin|node-gyp-bin)$/.test(folder));
  const last = folders.slice(0, own < 0 ? folders.length : own).findLastIndex((folder) => /node-gyp-bin$/.test(folder));
  return folders.slice(last + 1).join(delimiter);
}
