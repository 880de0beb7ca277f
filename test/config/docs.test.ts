import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkOf, checks } from '../../src/checks/index.ts';
import { metricsOn } from '../../src/checks/vitals/metrics.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import type { Metric } from '../../src/model/metric.ts';
import { GROUPS } from '../../src/model/metric.ts';
import { parseBudget, parseThreshold } from '../../src/settings/quantity.ts';
import { parseRule } from '../../src/settings/rule.ts';
import { difference, quantity } from '../../src/text/quantity.ts';
import { planOf } from '../support/plans/from-yaml.ts';

const docs = await readFile(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');

const section = (title: string): string => docs.split(/^##+ /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

/** Rows of the table with this head, each without its outer pipes. */
function tableIn(text: string, head: string): string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(head === '' ? '| |' : `| ${head} |`));
  const rows = start < 0 ? [] : lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end < 0 ? undefined : end);
}

const keysIn = (rows: readonly string[]): string[] => rows.map((row) => /^\| `([^`]+)`/.exec(row)?.[1] ?? row);

const UNITS = {
  B: 'size',
  ms: 'time',
  ns: 'time',
  fraction: 'fraction',
  score: 'none',
  count: 'count',
  '1/s': 'rate',
  'B/s': 'throughput',
} as const;

const percent = (fraction: number): string => `${Math.round(100 * fraction)} %`;

function rowOf(metric: Metric, check: string): string {
  const { id, label, unit, gates, budget, group, threshold, floor } = metric;
  const onDesktop = check === 'vitals' ? metricsOn('desktop').find((other) => other.id === id)?.floor : floor;
  const desktop = onDesktop === undefined || onDesktop === floor ? '' : `, desktop ${quantity(onDesktop, unit)}`;
  const cells = [
    `\`${id}\``,
    label,
    UNITS[unit],
    gates ? 'yes' : '',
    budget === null ? '' : quantity(budget, unit),
    threshold !== undefined
      ? difference(threshold, unit)
      : gates && group !== null
        ? percent(GROUPS[group].threshold)
        : '',
    quantity(floor, unit) + desktop,
  ];
  return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
}

describe('docs/configuration.md', () => {
  test.each(checks.map(({ id }) => id))('lists the metrics of %s as they are', (id) => {
    expect(tableIn(section(id), 'metric')).toEqual(checkOf(id).metrics.map((metric) => rowOf(metric, id)));
  });

  test('lists the groups as they are', () => {
    const metrics = checks.flatMap((check) => check.metrics);
    expect(tableIn(section('Limits'), 'group')).toEqual(
      Object.entries(GROUPS).map(([group, { threshold }]) => {
        const gating = new Set(metrics.filter((one) => one.gates && one.group === group).map(({ id }) => id));
        return `| \`${group}\` | ${[...gating].map((id) => `\`${id}\``).join(' ')} | ${percent(threshold)} |`;
      }),
    );
  });

  test.each(['servers', ...checks.map(({ id }) => id)])('lists every key of %s', (id) => {
    const { properties } = configJsonSchema() as {
      properties: Record<string, { additionalProperties: { properties: object } }>;
    };
    const keys = Object.keys(properties[id]?.additionalProperties.properties ?? {});
    expect(keysIn(tableIn(section(id), 'key'))).toEqual(
      keys.filter((key) => key !== 'budgets' && key !== 'thresholds'),
    );
  });

  test('lists every key at the top level, as a table or a section of its own', () => {
    const { properties } = configJsonSchema() as { properties: Record<string, unknown> };
    const told = Object.keys(properties).filter((key) => key !== '$schema' && key !== 'thresholds');
    const inTables = keysIn(tableIn(section('Commands'), 'key'));
    expect(told.filter((key) => section(key) === '' && !inTables.includes(key))).toEqual([]);
  });

  test('tells the default rounds', () => {
    const rounds = checks
      .filter(({ schedule }) => schedule.rounds > 1)
      .map(({ id, schedule }) => `${id}: ${schedule.rounds}`);
    expect(section('measure')).toContain(`{ ${rounds.join(', ')} }`);
  });

  test('has an example that works', async () => {
    const [, text = ''] = /```yaml\n(install:[^`]+)```/.exec(docs) ?? [];
    for (const [, name = ''] of text.matchAll(/\$\{env:(\w+)\}/g)) vi.stubEnv(name, 'from-outside');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect((await planOf(text)).subjects.map(({ subject }) => subject.name)).toEqual([
      'app',
      'home',
      'home',
      'preview',
      'list resumes',
      'create resume',
      'api',
    ]);
  });

  test('reads lines of budgets as they are read', () => {
    const metrics = checks.flatMap((check) => check.metrics);
    const rows = tableIn(section('Limits'), 'a line of `budgets`');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const [, id = '', text = '', budget = '', threshold = ''] =
        /^\| `([\w-]+): ([^`]+)` \| (.+) \| (.+) \|$/.exec(row) ?? [];
      const metric = metrics.find((one) => one.id === id);
      if (metric === undefined) throw new Error(`no metric in ${row}`);
      const limit = parseBudget(budget.replace(/ at least$/, ''), metric.unit);
      const allowed = parseThreshold(threshold.replace(/ of base$/, ''), metric.unit);
      expect(parseRule(text, metric), row).toEqual({
        ok: true,
        budget: budget === 'none' ? 'off' : limit.ok ? { limit: limit.value } : null,
        threshold: allowed.ok ? { limit: allowed.limit, by: allowed.by } : null,
      });
    }
  });

  const WRITTEN = {
    sizes: 'B',
    times: 'ms',
    fractions: 'fraction',
    'metrics without a unit': 'score',
    counts: 'count',
    rates: '1/s',
    throughput: 'B/s',
  } as const;

  test.each(Object.entries(WRITTEN))('writes %s as they may be written', (what, unit) => {
    const row = tableIn(section('Limits'), '').find((line) => line.startsWith(`| ${what} |`)) ?? '';
    const examples = [...row.matchAll(/`([^`]+)`/g)].map(([, example = '']) => example);
    expect(examples).not.toEqual([]);
    expect(examples.filter((example) => !parseBudget(example, unit).ok)).toEqual([]);
  });
});
