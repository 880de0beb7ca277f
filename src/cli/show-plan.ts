import { readBasePlan } from '../config/base-plan.ts';
import { planReach } from '../config/cost.ts';
import { onBase, ownSettings } from '../config/on-base.ts';
import { lackingIn } from '../config/paths-exist.ts';
import { completePlan, readPlan } from '../config/read-plan.ts';
import { plannedInspections } from '../measure/inspected-servers.ts';
import { planText } from '../report/terminal/plan.ts';
import { masked } from '../text/mask.ts';
import { shortSha } from '../text/short-sha.ts';
import { isBaseElsewhere } from '../workspace/build/already-running.ts';
import { detectBuild, detectInstall, needsInstall } from '../workspace/build/commands.ts';
import { findBase, requestedBase } from '../workspace/git/base.ts';
import type { RunArguments } from './arguments.ts';

/** Describes what `run` would do here. It measures, builds and writes nothing. */
export async function showPlan(directory: string, call: RunArguments, signal: AbortSignal): Promise<string> {
  const repository = { directory, token: null, serverUrl: 'https://github.com', signal };
  const plan = await completePlan(await readPlan(directory, call.config), directory, null, call.only);
  const base = await findBase(requestedBase(call.base), repository);
  const ofBase = await readBasePlan({ repository, sha: base.sha, config: call.config });
  const install = plan.install ?? (await detectInstall(directory))?.command ?? null;
  const build = plan.build ?? (await detectBuild(directory))?.command ?? null;
  const text = planText(plan, {
    base:
      isBaseElsewhere(base, plan) && (base.sha === null || base.failure)
        ? `what runs at base-url (${base.reason})`
        : base.failure
          ? `${base.reason}: ${base.failure.message}`
          : base.sha === null
            ? `none: ${base.reason}`
            : `${shortSha(base.sha)} (${base.reason})`,
    install: install && ((await needsInstall(directory, plan.install)) ? install : `${install}, on base only`),
    build,
    lacking: (await lackingIn(plan, directory)).filter(({ isOutput }) => !isOutput || build === null),
    ownOfBase: ownSettings(plan, onBase(plan, ofBase.plan)),
    reach: planReach(plan),
    inspections: plannedInspections(plan),
  });
  return masked([...plan.secrets, ...(ofBase.plan?.secrets ?? [])])(text);
}
