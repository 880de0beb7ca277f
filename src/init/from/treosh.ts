import { isObject, type UnknownKeys } from '../../text/parse-json.ts';
import type { Imported, Importer } from '../importer.ts';
import type { Project } from '../project.ts';
import type { Source } from '../read/source.ts';
import { importPages } from '../shared/lighthouse/import-pages.ts';
import { readLighthouseRc } from '../shared/lighthouse/lighthouserc.ts';
import { noteTaker, shown } from '../shared/notes.ts';

/** https://github.com/treosh/lighthouse-ci-action, as of 12.6.2: a step of a workflow. */
export const treosh: Importer = {
  tool: 'treosh',
  title: "treosh's Lighthouse CI action",
  files: [],
  action: /^treosh\/lighthouse-ci-action(?:@|$)/,
  read,
};

const OTHERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    runs: 'how often is decided here, by how much the figures scatter',
    ...Object.fromEntries(
      [
        'serverBaseUrl',
        'serverToken',
        'uploadArtifacts',
        'uploadExtraArgs',
        'temporaryPublicStorage',
        'artifactName',
        'basicAuthUsername',
        'basicAuthPassword',
      ].map((key) => [key, "of Lighthouse CI's own server, or of where its reports go"]),
    ),
  }),
);

async function read(source: Source, project: Project): Promise<Imported> {
  const step = isObject(source.value) ? source.value : {};
  const inputs: UnknownKeys = isObject(step.with) ? step.with : {};
  const textOf = (key: string): string | null =>
    typeof inputs[key] === 'string' && inputs[key].trim() !== '' ? inputs[key].trim() : null;
  const notes = noteTaker(source);
  const configPath = textOf('configPath');
  const config = configPath === null ? null : await project.open(configPath.replace(/^\.\//, ''));
  const rc = config === null ? null : await readLighthouseRc(config, project);
  const addresses = (textOf('urls') ?? '')
    .split(/\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  for (const [key, value] of Object.entries(inputs)) {
    if (['urls', 'configPath', 'budgetPath'].includes(key)) continue;
    notes.leftOut(
      ['with', key],
      `${key} ${shown(value)}`,
      OTHERS.get(key) ?? 'no input of the action that is known here',
    );
  }
  const {
    count,
    followed = [],
    ...part
  } = await importPages({
    source: rc?.source ?? source,
    at: rc?.at ?? ['with'],
    isStep: rc === null,
    collect: rc?.collect ?? {},
    assert: rc?.assert ?? {},
    project,
    addresses: addresses.map((address) => ({ address, source, at: ['with', 'urls'] })),
    budgetPath: textOf('budgetPath'),
  });
  return {
    summary: `treosh/lighthouse-ci-action, ${count} ${count === 1 ? 'page' : 'pages'}`,
    ...part,
    notes: [...notes.notes, ...part.notes],
    followed: [...(config === null ? [] : [config.file]), ...(rc?.followed ?? []), ...followed],
  };
}
