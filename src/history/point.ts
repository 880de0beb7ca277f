import type { Report, Result } from '../model/report.ts';
import type { TrailPoint } from '../model/trail.ts';
import { cut } from '../text/cut.ts';
import { aboutOf, findingKey } from './finding-key.ts';
import type { About, Cell, Line } from './line.ts';

const MOST_FINDINGS = 10;
const MOST_ACCEPTED = 20;

const STATUS = {
  regressed: 'r',
  worse: 'w',
  unchanged: 'u',
  improved: 'i',
  uncertain: '?',
  new: 'n',
  removed: 'n',
  'no-baseline': 'n',
  invalid: 'n',
} as const satisfies Record<Result['threshold']['status'], string>;

/** Six digits are more than any chart shows, and a third of what a float takes. */
const rounded = (value: number | null | undefined, digits = 6): number | null =>
  value == null || !Number.isFinite(value) ? null : Number(value.toPrecision(digits));

interface Commit {
  readonly sha: string;
  /** Its date, ISO 8601. */
  readonly at: string;
  readonly accepted?: TrailPoint['accepted'];
}

/** A line of one point: a report's figures at a commit, for metrics that can fail or have a limit. */
export function pointOf(
  { results, findings, base, environment, tool }: Report,
  { sha, at, accepted = [] }: Commit,
): Line {
  const kept = results.filter(
    (one) => one.head !== null && (one.gates || one.budget !== null || one.threshold.limit !== null),
  );
  const { cpu, cores, node, chromium, lighthouse } = environment;
  return {
    points: [
      {
        ...{ sha, at, base: base.sha },
        env: { tool: tool.version, cpu: cut(cpu, 200), cores, node, chromium, lighthouse },
        findings: findings.slice(0, MOST_FINDINGS).map((finding) => {
          const about = aboutOf(finding);
          return {
            key: findingKey(finding),
            code: cut(finding.code, 80),
            subject: finding.subject,
            about: about === null ? null : cut(about, 80),
          };
        }),
        accepted: accepted.slice(0, MOST_ACCEPTED),
        cells: new Map(kept.map((one) => [one.id, cellOf(one)])),
      },
    ],
    about: new Map(kept.map((one) => [one.id, aboutResult(one)])),
  };
}

function cellOf({ head, change, budget, threshold }: Result): Cell {
  return {
    value: rounded(head),
    change: rounded(change?.relative ?? change?.absolute, 4),
    low: rounded(change?.low, 4),
    high: rounded(change?.high, 4),
    limit: rounded(budget?.limit),
    status: `${STATUS[threshold.status]}${budget?.status === 'over' ? 'o' : ''}`,
  };
}

const aboutResult = ({ check, subject, variant, metric, label, unit, worse, kind, change }: Result): About => ({
  ...{ check, subject, variant, metric, label, unit, worse, kind },
  ratio: change?.relative != null,
});
