import { isObject, type UnknownKeys } from '../../../text/parse-json.ts';

/** A command that measures benchmarks, as a suite could run it. */
export interface Suggestion {
  /** The script of package.json that it is from. */
  readonly script: string;
  readonly run: string;
  /** Whether its results are known to be readable. If not, the script must write them. */
  readonly isReadable: boolean;
}

const SCRIPT = /^(?:bench|benchmark|benchmarks)(?:$|:)/;

/**
 * A suite for the first script of a package.json that measures benchmarks, by its name or by its command. Null if there
 * is none. Pure.
 *
 * @param call runs a script by its name, as the package manager has it
 */
export function suggestionIn(
  { scripts, ...manifest }: UnknownKeys,
  call: (script: string) => string,
): Suggestion | null {
  const all = Object.entries(isObject(scripts) ? scripts : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const found = all.find(([name]) => SCRIPT.test(name)) ?? all.find(([, text]) => /\bvitest bench\b/.test(text));
  if (found === undefined) return null;
  const [script, text] = found;
  if (!/^[\w:.-]+$/.test(script)) return null;
  const written = /\bvitest bench\b/.test(text) ? vitestCall(manifest) : null;
  return { script, run: written ?? call(script), isReadable: written !== null };
}

/** Until version 4, vitest wrote benchmarks by an option of their own. */
function vitestCall({ dependencies, devDependencies }: UnknownKeys): string {
  const range = [devDependencies, dependencies].map((all) => (isObject(all) ? all.vitest : null)).find((one) => one);
  const major = Number(/^[~^>=v\s]*(\d+)/.exec(String(range))?.[1] ?? Number.NaN);
  return major <= 4
    ? 'npx vitest bench --run --outputJson "$PERF_BUDGET_OUTPUT"'
    : 'npx vitest bench --run --reporter=json --outputFile="$PERF_BUDGET_OUTPUT"';
}
