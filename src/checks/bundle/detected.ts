import { detectBuild } from '../../workspace/commands.ts';
import type { Detected, DetectRequest } from '../check.ts';
import { findOutputFolder } from './detect/detect.ts';
import type { BundleSettings } from './settings.ts';

export const detectedName = 'app';

/** The folder that the build wrote, as a bundle; and as a site, if it holds an index.html. */
export async function detect(request: DetectRequest): Promise<Detected<BundleSettings>> {
  const { directory, startedAt, build, config } = request;
  const search = await findOutputFolder(directory, startedAt);
  if (search.found === null) {
    const isBuilt = build !== null || (await detectBuild(directory)) !== null;
    const advice = [
      ...(isBuilt ? [] : ['No build runs: package.json has no script "build", and no config names another command.']),
      search.lookedAt,
      `Name what the build writes, relative to the working directory, in ${config}:\n\nbundle:\n  app: { path: public }`,
    ];
    return { ok: false, missing: 'no output folder was found', advice };
  }
  const { path, reason, hasPage, others } = search.found;
  const settings: BundleSettings = { path, files: [], exclude: [], compression: 'gzip', fileBudgets: [] };
  return {
    ok: true,
    subjects: [{ name: detectedName, what: `the bundle in ${path} (${reason})`, settings }],
    site: hasPage ? path : null,
    others,
  };
}
