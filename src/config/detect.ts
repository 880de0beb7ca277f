import type { Detected, Site } from '../checks/detection.ts';
import { checks } from '../checks/index.ts';
import type { Plan } from '../model/plan.ts';
import { freeName } from '../text/free-name.ts';
import { planSubjects, type WrittenPlan } from './resolve.ts';

type Found = Extract<Detected<unknown>, { readonly ok: true }>;
type NotFound = Exclude<Detected<unknown>, Found>;

/**
 * A plan whose config names no check gets the subjects that the checks detect in `directory`, and a note about them.
 */
export async function detected(plan: WrittenPlan, directory: string, startedAt: number | null): Promise<Plan> {
  const { build, general } = plan;
  const config = plan.config ?? 'perf-budget.yml';
  const limits = { written: {}, path: null, general };
  const found: Found[] = [];
  const notFound: NotFound[] = [];
  let { servers, subjects } = plan;
  let site: (Site & { readonly server: string }) | null = null;
  for (const check of checks) {
    const result: Detected<unknown> | null =
      (await check.settings.detect?.({ directory, startedAt, build, config, site })) ?? null;
    if (result === null) continue;
    if (!result.ok) {
      notFound.push(result);
      continue;
    }
    found.push(result);
    subjects = [
      ...subjects,
      ...result.subjects.flatMap(({ name, settings }) => planSubjects(check, name, settings, limits)),
    ];
    if (result.site === null || site !== null) continue;
    site = {
      ...result.site,
      server: freeName(
        'site',
        (name) => Object.hasOwn(servers, name),
        (name) => `detected ${name}`,
      ),
    };
    servers = {
      ...servers,
      [site.server]: { settings: { kind: 'static', static: site.folder, basePath: null, proxy: null }, source: null },
    };
  }
  const note = subjects.length > 0 ? whatWasFound(plan, found) : whatIsMissing(notFound, found);
  return { ...plan, servers, subjects, notes: [...plan.notes, note] };
}

function whatWasFound({ config, general }: WrittenPlan, found: readonly Found[]): string {
  const names = found.flatMap(({ subjects }) => subjects.map(({ what }) => what));
  const others = found.flatMap((one) => one.others);
  const limits = Object.keys(general.thresholds).length > 0 ? `the thresholds of ${config}` : 'default limits';
  const left =
    others.length === 0
      ? ''
      : `; ${others.join(' and ')} also ${others.length === 1 ? 'exists, and is' : 'exist, and are'} left out`;
  const advice = found
    .flatMap((one) => one.advice ?? [])
    .map((sentence) => `. ${sentence}`)
    .join('');
  const change = config === null ? 'write perf-budget.yml' : `name checks in ${config}`;
  return `No check is configured, so the plan is what was found: ${names.join(' and ')}, with ${limits}${left}${advice}. To change this, ${change}.`;
}

const whatIsMissing = (notFound: readonly NotFound[], found: readonly Found[]): string =>
  [
    `No check is configured, and ${notFound.map(({ missing }) => missing).join(', and ')}.`,
    ...notFound.flatMap(({ advice }) => advice),
    ...found.flatMap(({ advice = [] }) => advice.map((sentence) => `${sentence}.`)),
  ].join(' ');
