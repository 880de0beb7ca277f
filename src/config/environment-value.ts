import { quoted } from '../settings/messages.ts';
import type { ConfigMistake, Path } from './document.ts';
import { isKeys } from './server-references.ts';

/** `${env:NAME}`: a value that the config does not hold, such as a secret, and takes from the environment instead. */

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Filled {
  /** The config with the values filled in; where one is wrong, it is left as it was written. */
  readonly value: unknown;
  readonly mistakes: readonly ConfigMistake[];
  /** What was taken from the environment: to be told nowhere. */
  readonly secrets: readonly string[];
}

/** Where values are filled in; `*` is any name or number. */
const PLACES = [
  'vitals * headers *',
  'vitals * cookies *',
  'vitals * basic-auth *',
  'vitals * before * type text',
  'vitals * interactions * type text',
  'api * request headers *',
].map((place) => place.split(' '));

const SECTIONS = ['vitals', 'api'];

/** No key of a subject lies deeper than this. */
const DEEPEST = 8;

/** Fills in a config as it was written. `environment` null: there is none to ask, and nothing is filled in. */
export function fillIn(config: unknown, environment: Environment | null): Filled {
  if (environment === null || !isKeys(config)) return { value: config, mistakes: [], secrets: [] };
  const mistakes: ConfigMistake[] = [];
  const secrets = new Set<string>();

  const filled = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') return filledText(value, path);
    if (path.length >= DEEPEST) return value;
    if (Array.isArray(value)) return value.map((item, index) => filled(item, [...path, index]));
    if (!isKeys(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, [...path, key])]));
  };

  const filledText = (text: string, path: Path): string => {
    const isPlace = PLACES.some((place) => isAt(path, place));
    return text.replace(REFERENCE, (written, escaped: string, name: string, end: string) => {
      if (isPlace && escaped !== '') return written.slice(1);
      const found = isPlace ? lookUp(name, end, environment) : NO_PLACE;
      if ('value' in found) {
        secrets.add(found.value);
        return found.value;
      }
      mistakes.push({ path, at: 'value', ...found });
      return written;
    });
  };

  const value = Object.fromEntries(
    Object.entries(config).map(([key, section]) => [key, SECTIONS.includes(key) ? filled(section, [key]) : section]),
  );
  return { value, mistakes: oneForEach(mistakes), secrets: [...secrets] };
}

/** With a second `$` before it, it stands for itself. */
const REFERENCE = /(\$?)\$\{env:([^}]*)(\}|$)/g;

const isAt = (path: Path, place: readonly string[]): boolean =>
  path.length === place.length && place.every((part, index) => part === '*' || part === path[index]);

type Problem = Pick<ConfigMistake, 'message' | 'hint'>;

const NO_PLACE: Problem = {
  message: 'no value is taken from the environment here',
  hint: 'only headers, cookies, basic-auth and a text that is typed take one',
};

/** Of the job, not of the product: with them one could write to the repository, or to its caches. */
const RUNNERS_OWN = /^(?:GITHUB_TOKEN|GH_TOKEN|INPUT_.*|ACTIONS_.*)$/i;

function lookUp(name: string, end: string, environment: Environment): { readonly value: string } | Problem {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
  const like = 'write it like ${env:PREVIEW_KEY}';
  // What stands there may be anything, also a secret that was to stand elsewhere.
  if (end === '') return { message: 'the brace of ${env: is never closed', hint: like };
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return { message: `${quoted(name)} is not the name of a variable`, hint: like };
  }
  if (RUNNERS_OWN.test(name)) {
    return {
      message: `${name} is the runner's own, and is sent to no page`,
      hint: 'put what the page needs into a variable of its own',
    };
  }
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  if (value !== undefined && value !== '') return { value };
  return {
    message: `the environment has no ${name}${value === '' ? ', it is empty' : ''}`,
    hint: `set it in the step's env: (a pull request from a fork has no secrets), or in the shell`,
  };
}

/** The first of several in one value. */
const oneForEach = (mistakes: readonly ConfigMistake[]): readonly ConfigMistake[] =>
  mistakes.filter(
    ({ path }, index) => mistakes.findIndex((other) => JSON.stringify(other.path) === JSON.stringify(path)) === index,
  );
