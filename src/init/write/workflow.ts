import type { Agent } from 'package-manager-detector';
import { Document, isScalar, type YAMLMap } from 'yaml';

interface Workflow {
  readonly agent: Agent;
  /** Whether package.json names its version. */
  readonly isPinned: boolean;
  /** Where perf-budget runs, relative to the repository's root; empty for the root. */
  readonly folder: string;
  /** The config, relative to that folder; null if perf-budget finds it. */
  readonly config: string | null;
}

/** README's workflow, for this package manager and folder. */
export function workflowText({ agent, isPinned, folder, config }: Workflow): string {
  const inputs = {
    ...(folder !== '' && { 'working-directory': folder, name: folder }),
    ...(config !== null && { config }),
    'fail-on': 'never',
  };
  const steps = [
    { uses: 'actions/checkout@v7' },
    ...before(agent, isPinned),
    { uses: 'actions/setup-node@v7' },
    ...after(agent),
    { uses: 'perf-budget/perf-budget@v1', with: inputs },
  ];
  const document = new Document({
    name: 'Performance budget',
    on: { pull_request: { types: ['opened', 'synchronize', 'reopened', 'labeled', 'unlabeled'] } },
    permissions: { contents: 'read', 'pull-requests': 'write', checks: 'write' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
    concurrency: { group: 'perf-budget-${{ github.ref }}', 'cancel-in-progress': true },
    jobs: {
      performance: {
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': 20,
        steps,
      },
    },
  });
  for (const key of ['on', 'permissions', 'concurrency']) (document.get(key) as YAMLMap).flow = true;
  const failOn = document.getIn(['jobs', 'performance', 'steps', steps.length - 1, 'with', 'fail-on'], true);
  if (isScalar(failOn)) failOn.comment = ' for two weeks it only comments; then remove this line';
  return document.toString({ lineWidth: 0 });
}

/** Steps for package managers that runners lack. pnpm's step stands before Node's. */
function before(agent: Agent, isPinned: boolean): { uses: string; with?: { version: string } }[] {
  if (agent === 'pnpm' || agent === 'pnpm@6') {
    return [{ uses: 'pnpm/action-setup@v4', ...(!isPinned && { with: { version: 'latest' } }) }];
  }
  return agent === 'bun' ? [{ uses: 'oven-sh/setup-bun@v2' }] : [];
}

const after = (agent: Agent): { run: string }[] => (agent === 'yarn@berry' ? [{ run: 'corepack enable' }] : []);
