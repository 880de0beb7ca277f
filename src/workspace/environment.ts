import { delimiter } from 'node:path';

/** These, and those with the prefixes below, never reach a command of the user's. In upper case: Windows doesn't tell the cases apart. */
const REMOVED = new Set([
  // Credentials that a step may hold.
  'GITHUB_TOKEN',
  'GH_TOKEN',
  // Files through which a process speaks to the runner.
  'GITHUB_ENV',
  'GITHUB_PATH',
  'GITHUB_OUTPUT',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
  'GITHUB_ARTIFACTS',
  // Set by git for its hooks: they would tie a command in base's checkout to head's repository.
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  // Set by the npm, npx, pnpm or yarn that started perf-budget, for its own call in its own folder.
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
 * The environment of a command of the user's: that of perf-budget without the action's inputs, tokens and command
 * files, and without what an outer `npm run` or `npx` set for its own folder. What the user names in `extra` holds.
 *
 * Why so strict: the process of an action, unlike a `run:` step, holds the runtime token of caches and artifacts
 * (https://docs.github.com/en/actions/reference/security/secure-use).
 */
export function commandEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    const upper = name.toUpperCase();
    if (REMOVED.has(upper) || REMOVED_PREFIXES.some((prefix) => upper.startsWith(prefix))) continue;
    // npm sets NODE to its own interpreter; a NODE of the user's is left alone.
    if (upper === 'NODE' && value === process.env.npm_node_execpath) continue;
    environment[name] = upper === 'PATH' && value !== undefined ? withoutScriptFolders(value) : value;
  }
  return { ...environment, ...extra };
}

/**
 * An outer `npm run` puts the `node_modules/.bin` of its folder and of all folders above it before PATH, then its
 * own `node-gyp-bin`. Left there, a command in base's checkout could run head's tools.
 */
function withoutScriptFolders(path: string): string {
  const folders = path.split(delimiter);
  const own = folders.findIndex((folder) => !/[\\/](?:node_modules[\\/]\.bin|node-gyp-bin)$/.test(folder));
  const last = folders.slice(0, own < 0 ? folders.length : own).findLastIndex((folder) => /node-gyp-bin$/.test(folder));
  return folders.slice(last + 1).join(delimiter);
}
