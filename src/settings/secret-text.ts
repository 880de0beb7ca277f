import { z } from 'zod';
import { unsetAddress } from '../text/address.ts';
import { addMistake } from './limits.ts';
import { quoted } from './messages.ts';

/** `${env:NAME}` takes a value, such as a secret, from the environment, so that the config need not hold it. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** `$${env:NAME}`, with a second `$`, is the literal text `${env:NAME}`. */
const REFERENCE = /(\$?)\$\{env:([^}]*)(\}|$)/g;

export const hasReference = (text: string): boolean => text.search(REFERENCE) !== -1;

/** A config text with references to the environment. Only the schemas of `secretText` and its kin accept it. */
export class EnvironmentText {
  readonly text: string;
  readonly environment: Environment;
  /** The values that were filled in; null until a schema accepts the text. */
  secrets: readonly string[] | null = null;
  /**
   * Names of variables that are not set. The name replaces the value, and nothing that uses such a text is measured.
   */
  missing: readonly string[] = [];

  constructor(text: string, environment: Environment) {
    this.text = text;
    this.environment = environment;
  }
}

const PLACES = new Set<string>();

/** The settings that take values from the environment, for the message to a user who tried another one. */
export const secretPlaces = (): readonly string[] => [...PLACES];

/** `schema` for a value that may refer to the environment. `place` is the reader's name for this part of the config. */
export function secretText<T extends z.ZodType>(place: string, schema: T) {
  PLACES.add(place);
  return z.preprocess((value, context) => {
    return value instanceof EnvironmentText ? accept(value, context) : value;
  }, schema);
}

function accept(value: EnvironmentText, context: z.RefinementCtx): string {
  const filled = fill(value);
  value.secrets = 'problem' in filled ? [] : filled.secrets;
  value.missing = 'problem' in filled ? [] : filled.missing;
  return 'problem' in filled ? addMistake(context, filled.problem) : filled.text;
}

/** `schema` for a value with texts at any depth that may refer to the environment, such as a request's body. */
export function secretTree<T extends z.ZodType>(place: string, schema: T) {
  PLACES.add(place);
  return z.preprocess((tree, context) => {
    const fillIn = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(fillIn);
      if (value instanceof EnvironmentText) return accept(value, context);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillIn(inner)]));
    };
    return fillIn(tree);
  }, schema);
}

/**
 * Like `secretText`, for an address. The address itself is no secret; a user's name, a password or a value in its query
 * is. If the variable is not set, the address leads nowhere.
 */
export function addressText<T extends z.ZodType>(place: string, schema: T) {
  PLACES.add(place);
  return z.preprocess((value, context) => {
    if (!(value instanceof EnvironmentText)) return value;
    const filled = fill(value);
    value.secrets = [];
    if ('problem' in filled) return addMistake(context, filled.problem);
    value.secrets = filled.secrets.flatMap((secret) => secretsIn(filled.text, secret));
    value.missing = filled.missing;
    const [missing] = filled.missing;
    return missing === undefined ? filled.text : unsetAddress(missing);
  }, schema);
}

/** The secrets in a value that is an address or a part of one. */
function secretsIn(address: string, value: string): readonly string[] {
  const whole = URL.parse(value);
  if (whole !== null) return [...whole.searchParams.values()];
  const { origin, pathname } = URL.parse(address) ?? { origin: address, pathname: '' };
  return `${origin}${pathname}`.includes(value) ? [] : [value];
}

interface Problem {
  readonly message: string;
  readonly hint: string;
}

interface Values {
  readonly text: string;
  readonly secrets: readonly string[];
  readonly missing: readonly string[];
}

type Filled = Values | { readonly problem: Problem };

function fill({ text, environment }: EnvironmentText): Filled {
  const problems: Problem[] = [];
  const secrets = new Set<string>();
  const missing = new Set<string>();
  const filled = text.replace(REFERENCE, (written, escaped: string, name: string, end: string) => {
    if (escaped !== '') return written.slice(1);
    const problem = problemOf(name, end);
    if (problem !== null) {
      problems.push(problem);
      return written;
    }
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value) secrets.add(value);
    else missing.add(name);
    return value || name;
  });
  const [problem] = problems;
  return problem === undefined ? { text: filled, secrets: [...secrets], missing: [...missing] } : { problem };
}

/**
 * The runner's variables belong to the job. With their tokens, a server could write to the repository or to its caches.
 */
const RUNNERS_OWN = /^(?:GITHUB_TOKEN|GH_TOKEN|INPUT_.*|ACTIONS_.*)$/i;

/** The mistake in a reference itself, independent of the environment. */
function problemOf(name: string, end: string): Problem | null {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
  const hint = 'write it like ${env:PREVIEW_KEY}';
  // The message repeats no text after an open brace, since that may be a secret.
  if (end === '') return { message: 'the brace of ${env: is never closed', hint };
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return { message: `${quoted(name)} is not the name of a variable`, hint };
  }
  if (RUNNERS_OWN.test(name)) {
    return {
      message: `${name} is the runner's own, and is sent to no page`,
      hint: 'put what the page needs into a variable of its own',
    };
  }
  return null;
}
