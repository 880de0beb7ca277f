import { posix } from 'node:path';
import { libraryEntries } from '../checks/bundle/detect/library-entries.ts';
import { findOutputFolder } from '../checks/bundle/detect/output-folder.ts';
import { plainSite } from '../checks/bundle/detect/plain-site.ts';
import { readProject } from '../checks/bundle/detect/read-project.ts';
import { findBundler } from '../checks/bundle/import/bundler.ts';
import { detected } from '../config/detect.ts';
import { noConfig } from '../config/resolve.ts';
import { isObject } from '../text/parse-json.ts';
import type { Imported } from './importer.ts';
import type { Project } from './project.ts';

/** Subjects that perf-budget would measure here without a config. */
type Found =
  | { readonly ok: true; readonly imported: Imported }
  /** `why`: sentences on the missing pieces. */
  | { readonly ok: false; readonly why: string };

const APP = 'app';

/** The output folder that is there, or that the build is going to write; its page, and the server of the project. */
export async function detectedHere({ directory, manifest }: Project): Promise<Found> {
  const kind = await readProject(directory);
  const found = (await findOutputFolder(directory, null)).found ?? (await plainSite(kind, directory));
  const page = found?.page ?? null;
  if (page === null && kind.kind === 'api') {
    const { tool, start } = kind;
    return written(`a server (${tool})`, {
      servers: [{ name: 'api', settings: { start } }],
      api: [
        {
          name: 'home',
          settings: { server: 'api', request: 'GET /' },
          comments: ['Name the requests that matter, such as GET /api/items?limit=20.'],
        },
      ],
    });
  }
  if (page === null && kind.kind === 'library') {
    const { entries } = libraryEntries(manifest);
    if (entries.length > 0 && (await findBundler(directory)) !== null)
      return written('a library', importsOf(manifest, entries));
    const path = found?.path ?? outputOf(manifest) ?? 'dist';
    return written('a library', {
      bundle: [
        {
          name: APP,
          settings: { path, exclude: ['**/*.d.ts', '**/*.md'] },
          comments: ['The sum of the files of a library. A page that imports it loads only what it uses.'],
        },
      ],
    });
  }
  const output = found?.path ?? (kind.kind === 'page' || kind.kind === 'rendered' ? kind.output : null);
  if (output === null) return { ok: false, why: (await detected(noConfig, directory, null)).notes.join(' ') };
  const bundle = [
    {
      name: APP,
      settings: { path: output },
      comments: found === null ? ['Nothing is built yet: this is where the build writes.'] : [],
    },
  ];
  if (page === null && kind.kind === 'rendered') {
    const { tool, start, path = '/' } = kind;
    return written(`an app on a server (${tool})`, {
      servers: [{ name: 'web', settings: { start } }],
      bundle,
      vitals: [{ name: 'home', settings: { server: 'web', path } }],
    });
  }
  if (page === null && kind.kind !== 'page') return written(`the output folder ${output}`, { bundle });
  const what = kind.kind === 'page' ? `a page (${kind.tool})` : `the page ${posix.join(output, page ?? '')}`;
  return written(what, {
    servers: [{ name: 'site', settings: { static: output } }],
    bundle,
    vitals: [{ name: 'home', settings: { server: 'site', path: `/${(page ?? '').replace(/index\.html$/, '')}` } }],
  });
}

/** What each entry of a library costs the one who imports all of it. */
function importsOf({ name }: Project['manifest'], entries: readonly string[]) {
  const of = typeof name === 'string' && name !== '' ? name : 'library';
  const bundle = entries.map((from, index) => ({
    name: `${of}${from.slice(1)}`,
    settings: { import: '*', ...(from !== '.' && { from }) },
    comments: index === 0 ? ['All exports. Name what most people import as well: import: "{ createStore }".'] : [],
  }));
  return { bundle };
}

const written = (summary: string, drafts: Omit<Imported, 'summary' | 'notes'>): Found => ({
  ok: true,
  imported: { summary, notes: [], ...drafts },
});

/** The folder of the file that others import. */
function outputOf(manifest: Project['manifest']): string | null {
  const entries = [manifest.module, manifest.main, ...leaves(manifest.exports)];
  const [folder] = entries.flatMap((entry) => {
    const [first, ...rest] = typeof entry === 'string' ? posix.normalize(entry).split('/') : [];
    return first === undefined || rest.length === 0 || first === '..' ? [] : [first];
  });
  return folder ?? null;
}

const leaves = (exports: unknown): unknown[] =>
  isObject(exports) ? Object.values(exports).flatMap(leaves) : [exports];
