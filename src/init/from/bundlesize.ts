import { UsageError } from '../../errors.ts';
import { isObject, type UnknownKeys } from '../../text/parse-json.ts';
import type { Imported, Importer } from '../importer.ts';
import type { Project } from '../project.ts';
import type { Path, Source } from '../read/source.ts';
import { fileLimitSubjects } from '../shared/file-limits.ts';
import { noteTaker, shown } from '../shared/notes.ts';

/** https://github.com/siddharthkp/bundlesize, as of 0.18.2: each file that fits a glob has the glob's limit. */
export const bundlesize: Importer = {
  tool: 'bundlesize',
  title: 'bundlesize',
  manifestKeys: ['bundlesize'],
  files: ['bundlesize.config.json'],
  command: /(?:^|[\s;&|])bundlesize\s+(?=.*(?:-f|--files)\b)/,
  read,
};

async function read(source: Source, project: Project): Promise<Imported> {
  const { entries, others } = entriesOf(source);
  const notes = noteTaker(source);
  for (const [key, value] of Object.entries(others)) {
    notes.leftOut([key], `${key} ${shown(value)}`, 'no key of bundlesize that is known here');
  }
  const bundle = await fileLimitSubjects({
    ...{ source, project, notes, entries, tool: 'bundlesize', defaultCompression: 'gzip', lastHolds: false },
  });
  const summary = `bundlesize, ${entries.length} ${entries.length === 1 ? 'glob' : 'globs'}`;
  return { summary, bundle, notes: notes.notes };
}

interface Entries {
  readonly entries: readonly { readonly entry: unknown; readonly at: Path }[];
  readonly others: UnknownKeys;
}

function entriesOf({ value, file }: Source): Entries {
  if (typeof value === 'string') return { entries: [{ entry: optionsIn(value), at: [] }], others: {} };
  if (Array.isArray(value)) return { entries: value.map((entry, index) => ({ entry, at: [index] })), others: {} };
  if (isObject(value) && Array.isArray(value.files)) {
    const { files, ...others } = value;
    return { entries: (files as unknown[]).map((entry, index) => ({ entry, at: ['files', index] })), others };
  }
  throw new UsageError(
    `${file}: bundlesize's config is a list of files, such as [{ "path": "dist/*.js", "maxSize": "10 kB" }].`,
  );
}

/** `bundlesize -f "dist/*.js" -s 20kB -c gzip`, as an entry. */
function optionsIn(script: string): UnknownKeys {
  const optionOf = (short: string, long: string): string | undefined => {
    const [, quoted, single, bare] =
      new RegExp(`(?:^|\\s)(?:-${short}|--${long})[\\s=]+(?:"([^"]*)"|'([^']*)'|([^\\s"';&|]+))`).exec(script) ?? [];
    return quoted ?? single ?? bare;
  };
  const compression = optionOf('c', 'compression');
  return {
    path: optionOf('f', 'files'),
    maxSize: optionOf('s', 'max-size'),
    ...(compression !== undefined && { compression }),
  };
}
