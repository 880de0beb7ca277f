import { isObject, type UnknownKeys } from '../../text/parse-json.ts';
import { commandOf } from '../../workspace/build/package-manager.ts';
import type { Imported, Importer } from '../importer.ts';
import type { Project } from '../project.ts';
import type { Source } from '../read/source.ts';
import { noteTaker, shown } from '../shared/notes.ts';
import { fromFolder, oneOrAll } from '../shared/paths.ts';

/** https://github.com/preactjs/compressed-size-action, version 2: a step of a workflow that comments, and never fails. */
export const compressedSize: Importer = {
  tool: 'compressed-size-action',
  title: 'compressed-size-action',
  files: [],
  action: /^preactjs\/compressed-size-action(?:@|$)/,
  read,
};

const PATTERN = '**/dist/**/*.{js,mjs,cjs}';
const EXCLUDE = '{**/*.map,**/node_modules/**}';

const OTHERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'clean-script':
      "what an earlier build left in head's folder is known by itself, and base is built in a folder of its own",
    'strip-hash': 'files of both sides are matched by meaning here',
    'minimum-change-threshold': 'a change of less than 1 kB is not worth a word here',
    'repo-token': "the action's own token is enough",
    'base-ref': "the step's base says so here",
    'base-sha': "the step's base says so here",
    'comment-key': "the step's name says so here",
    'use-check': "the step's check says so here",
    ...Object.fromEntries(
      ['show-total', 'sort-by', 'collapse-unchanged', 'omit-unchanged'].map((key) => [
        key,
        'what the comment shows is decided here',
      ]),
    ),
  }),
);

async function read(source: Source, project: Project): Promise<Imported> {
  const step = isObject(source.value) ? source.value : {};
  const inputs: UnknownKeys = isObject(step.with) ? step.with : {};
  const notes = noteTaker(source);
  const textOf = (key: string): string | null => {
    const value = Object.hasOwn(inputs, key) ? inputs[key] : null;
    return isScalar(value) && value !== '' ? String(value) : null;
  };
  const folder = textOf('cwd')?.replace(/^\.\/?|\/+$/g, '') ?? '';
  const pattern = fromFolder(folder, textOf('pattern') ?? PATTERN);
  const exclude = expanded(textOf('exclude') ?? EXCLUDE).map((glob) => fromFolder(folder, glob));
  const compression = textOf('compression') ?? 'gzip';
  for (const [key, value] of Object.entries(inputs)) {
    const why = OTHERS.get(key);
    if (why !== undefined) notes.leftOut(['with', key], `${key} ${shown(value)}`, why);
    else if (!WRITTEN.has(key))
      notes.leftOut(['with', key], `${key} ${shown(value)}`, 'no input of the action that is known here');
    else if (!isScalar(value))
      notes.leftOut(['with', key], `${key} ${shown(value)}`, 'an input is text, not a list or keys');
  }
  const command = (key: string, becomes: string): string | null => {
    const script = textOf(key);
    if (script === null) return null;
    // The action takes words for a script, such as `build:ci` or `--if-present build`, and whole commands to install.
    const written = key === 'install-script' ? script : commandOf(project.agent, 'run', script.trim().split(/\s+/));
    notes.alike(['with', key], `${key} ${shown(script)} → ${becomes}: ${written}`);
    return folder === '' ? written : `cd ${folder} && ${written}`;
  };
  const [build, install] = [command('build-script', 'build'), command('install-script', 'install')];
  if (textOf('cwd') !== null)
    notes.about(['with', 'cwd'], `cwd ${shown(inputs.cwd)}`, 'its files are named from this folder');
  notes.alike(['with', 'pattern'], `pattern ${shown(pattern)} → files`);
  if (textOf('exclude') !== null) notes.alike(['with', 'exclude'], `exclude ${shown(inputs.exclude)} → exclude`);
  if (textOf('compression') !== null) notes.alike(['with', 'compression'], `compression ${compression}`);
  const isKnown = compression === 'brotli' || compression === 'none';
  return {
    summary: 'compressed-size-action, which never fails',
    ...(build !== null && { build }),
    ...(install !== null && { install }),
    bundle: [
      {
        name: folder === '' ? 'app' : folder,
        settings: {
          files: pattern,
          exclude: oneOrAll(exclude),
          ...(isKnown && { compression }),
          ...(compression !== 'none' && { budgets: { javascript: 'off' } }),
        },
        comments: ['compressed-size-action never failed. What grows by 10 % fails here; fail-on: never only comments.'],
      },
    ],
    notes: notes.notes,
  };
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const WRITTEN = new Set(['pattern', 'exclude', 'compression', 'build-script', 'install-script', 'cwd']);

/** `{a,b}` around a whole pattern, as two. */
const expanded = (glob: string): string[] => {
  const [, inner] = /^\{([^{}]*)\}$/.exec(glob.trim()) ?? [];
  return inner === undefined
    ? [glob]
    : inner
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '');
};
