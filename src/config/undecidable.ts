import { checks } from '../checks/index.ts';
import { leastRounds } from '../compare/what-can-fail.ts';
import type { Plan } from '../model/plan.ts';
import { quoted } from '../settings/messages.ts';
import type { ConfigMistake } from './document.ts';
import type { WrittenConfig } from './schema.ts';

/**
 * The user's thresholds that could never fail a run. Even if the subject were the only one, the configured rounds would
 * not decide it.
 */
export function tooFewRounds({ measure }: WrittenConfig, plan: Pick<Plan, 'subjects' | 'measure'>): ConfigMistake[] {
  const written = measure?.rounds;
  if (written === undefined) return [];
  const least = leastRounds(plan.measure.confidence);
  const mistakes = checks.flatMap(({ id }): ConfigMistake[] => {
    const rounds = typeof written === 'number' ? written : (written as Record<string, number | undefined>)[id];
    if (rounds === undefined || rounds >= least) return [];
    const [limited] = plan.subjects
      .filter(({ check }) => check === id)
      .flatMap(({ subject, metrics }) => metrics.map((one) => ({ subject, ...one })))
      .filter(({ metric, threshold }) => metric.kind === 'sampled' && threshold?.written === true);
    if (limited === undefined) return [];
    const { metric, subject } = limited;
    return [
      {
        path: typeof written === 'number' ? ['measure', 'rounds'] : ['measure', 'rounds', id],
        at: 'value',
        message: `${rounds} ${rounds === 1 ? 'round' : 'rounds'} can't decide the threshold of ${metric.label} of ${quoted(subject.name)}: ${least} are the least`,
        hint: `write ${least} or more, or take the threshold away: ${metric.id}: off`,
      },
    ];
  });
  return typeof written === 'number' ? mistakes.slice(0, 1) : mistakes;
}

/** The user's limits on metrics that the subject does not have, such as INP without interactions. */
export function limitsOfNothing(config: WrittenConfig, plan: Pick<Plan, 'subjects'>): ConfigMistake[] {
  return checks.flatMap(({ id, metrics, settings: { whyAbsent } }) => {
    const written = (config as Record<string, Record<string, Record<string, unknown>> | undefined>)[id] ?? {};
    return Object.entries(written).flatMap(([name, settings]) => {
      const subjects = plan.subjects.filter(({ check, subject }) => check === id && subject.name === name);
      const measured = new Set(subjects.flatMap(({ subject }) => subject.metrics.map((metric) => metric.id)));
      return (['budgets', 'thresholds'] as const).flatMap((section) =>
        Object.keys((settings[section] as Record<string, unknown> | undefined) ?? {}).flatMap(
          (key): ConfigMistake[] => {
            const metric = metrics.find((one) => one.id === key);
            if (metric === undefined || measured.has(key) || isOff((settings[section] as Record<string, unknown>)[key]))
              return [];
            const hint = whyAbsent?.(key) ?? null;
            return [
              {
                path: [id, name, section, key],
                at: 'key',
                message: `${metric.label} is not measured here`,
                ...(hint === null ? {} : { hint }),
              },
            ];
          },
        ),
      );
    });
  });
}

/** Limits of a server that is not measured, since no endpoint puts it under load. */
export function limitsOfIdleServers({ servers }: WrittenConfig, plan: Pick<Plan, 'subjects'>): ConfigMistake[] {
  return Object.entries(servers ?? {}).flatMap(([name, settings]) => {
    const isMeasured = plan.subjects.some(({ subject }) => subject.isServer && subject.server === name);
    return (['budgets', 'thresholds'] as const).flatMap((section): ConfigMistake[] => {
      const [key] = Object.keys(settings[section] ?? {});
      if (isMeasured || key === undefined) return [];
      const hint = 'put it under load, by an endpoint of api, or delete this';
      return [{ path: ['servers', name, section, key], at: 'key', message: `${quoted(name)} is not measured`, hint }];
    });
  });
}

const isOff = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => one === 'off' || one === null);
