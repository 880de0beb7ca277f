import { UsageError } from '../../errors.ts';
import { isObject, type UnknownKeys } from '../../text/parse-json.ts';
import type { Imported, Importer } from '../importer.ts';
import type { Project } from '../project.ts';
import type { Source } from '../read/source.ts';
import { fileLimitSubjects } from '../shared/file-limits.ts';
import { noteTaker, shown } from '../shared/notes.ts';

/** https://github.com/bundlewatch/bundlewatch, as of 0.4.2: each file that fits a glob has the limit of the last glob that it fits. */
export const bundlewatch: Importer = {
  tool: 'bundlewatch',
  title: 'bundlewatch',
  manifestKeys: ['bundlewatch'],
  files: ['bundlewatch.config.', '.bundlewatch.config.'].flatMap((name) =>
    ['json', 'js', 'cjs', 'mjs'].map((ending) => name + ending),
  ),
  read,
};

const OTHERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    normalizeFilenames: 'files of both sides are matched by meaning here',
    bundlewatchServiceHost: "of bundlewatch's own server",
    ci: 'base is the commit that the branch left; the workflow says for which branches',
  }),
);

async function read(source: Source, project: Project): Promise<Imported> {
  const config: UnknownKeys = Array.isArray(source.value)
    ? { files: source.value }
    : isObject(source.value)
      ? source.value
      : {};
  const { files, defaultCompression, ...others } = config;
  if (!Array.isArray(files)) {
    throw new UsageError(
      `${source.file}: bundlewatch's config has a list of files, such as { "files": [{ "path": "dist/*.js", "maxSize": "10kB" }] }.`,
    );
  }
  const notes = noteTaker(source);
  for (const [key, value] of Object.entries(others)) {
    notes.leftOut([key], `${key} ${shown(value)}`, OTHERS.get(key) ?? 'no key of bundlewatch that is known here');
  }
  if (defaultCompression !== undefined) {
    notes.alike(['defaultCompression'], `defaultCompression ${shown(defaultCompression)} → compression`);
  }
  const inKey = Array.isArray(source.value) ? [] : ['files'];
  const bundle = await fileLimitSubjects({
    ...{ source, project, notes, tool: 'bundlewatch', lastHolds: true },
    entries: files.map((entry: unknown, index) => ({ entry, at: [...inKey, index] })),
    defaultCompression: typeof defaultCompression === 'string' ? defaultCompression : 'gzip',
  });
  const summary = `bundlewatch, ${files.length} ${files.length === 1 ? 'glob' : 'globs'}`;
  return { summary, bundle, notes: notes.notes };
}
