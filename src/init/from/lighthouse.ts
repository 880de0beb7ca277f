import { isObject } from '../../text/parse-json.ts';
import type { Imported, Importer } from '../importer.ts';
import type { Project } from '../project.ts';
import type { Source } from '../read/source.ts';
import { importPages } from '../shared/lighthouse/import-pages.ts';
import { readLighthouseRc } from '../shared/lighthouse/lighthouserc.ts';

/** https://github.com/GoogleChrome/lighthouse-ci, as of 0.15.1. */
export const lighthouse: Importer = {
  tool: 'lighthouse',
  title: 'Lighthouse CI',
  files: ['cjs', 'js', 'json', 'yml', 'yaml'].flatMap((ending) => [
    `.lighthouserc.${ending}`,
    `lighthouserc.${ending}`,
  ]),
  isConfig: (value) => isObject(value) && ['ci', 'lhci', 'ci:client'].some((key) => key in value),
  read,
};

async function read(source: Source, project: Project): Promise<Imported> {
  const rc = await readLighthouseRc(source, project);
  const {
    count,
    followed = [],
    ...part
  } = await importPages({ ...rc, project, isStep: false, addresses: [], budgetPath: null });
  const summary = `Lighthouse CI, ${count} ${count === 1 ? 'page' : 'pages'}`;
  return { summary, ...part, followed: [...rc.followed, ...followed] };
}
