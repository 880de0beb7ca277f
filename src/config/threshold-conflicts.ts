import { checks } from '../checks/index.ts';
import { found } from '../settings/messages.ts';
import { parseRule } from '../settings/rule.ts';
import { isObject, type UnknownKeys } from '../text/parse-json.ts';
import type { ConfigMistake } from './document.ts';

/**
 * Thresholds that a subject has both in `budgets` and in `thresholds`: one of them would be dropped silently. It reads
 * the config as written, so that these mistakes are reported together with the schema's.
 */
export function thresholdConflicts(config: unknown): ConfigMistake[] {
  if (!isObject(config)) return [];
  return checks.flatMap(({ id, metrics }) =>
    Object.entries(keysOf(config, id)).flatMap(([name, settings]) => {
      const budgets = keysOf(settings, 'budgets');
      const thresholds = keysOf(settings, 'thresholds');
      return metrics.flatMap((metric): ConfigMistake[] => {
        const line = budgets[metric.id];
        if (!Object.hasOwn(thresholds, metric.id) || (typeof line !== 'string' && typeof line !== 'number')) return [];
        const rule = parseRule(line, metric);
        if (!rule.ok || rule.threshold === null) return [];
        const message = `its threshold is in budgets already: ${metric.id}: ${found(line)}`;
        return [{ path: [id, name, 'thresholds', metric.id], at: 'key', message, hint: 'keep one of the two' }];
      });
    }),
  );
}

function keysOf(parent: unknown, key: string): UnknownKeys {
  const value = isObject(parent) ? parent[key] : undefined;
  return isObject(value) ? value : {};
}
