/** Frequent causes of servers that do not start, recognised in their output. */

/** @param start the server's key in the config, its command, and the environment that it got. */
interface Start {
  readonly name: string;
  readonly output: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Advice on such a cause; null if the output shows none. Pure. */
export function startHint({ name, output, env }: Start): string | null {
  if (/EADDRINUSE|address already in use|port \S+ is (?:already )?(?:in use|taken|allocated)/i.test(output)) {
    return 'Let it listen on the port that the environment variable PORT holds: base and head run side by side.';
  }
  if (/\bcontainers? .*\balready (?:in use|running|exists)|already in use by container/i.test(output)) {
    return `If an earlier launch left that container, write how to take it down as servers.${name}.stop, and give none a fixed name (container_name, --name): base and head run side by side.`;
  }
  if (/ECONNREFUSED|connection refused/i.test(output)) {
    return 'If it needs a database or another service, start that before this step (`services:` in the workflow).';
  }
  const variable = missingVariable(output, env);
  if (variable === null) return null;
  return `${variable} is not set here. Give it a value under servers.${name}.env, or set it in the environment of this step.`;
}

/** Words of validators and runtimes about missing variables. */
const LACKS = /not set|unset|missing|required|not found|not defined|undefined|KeyError|no value|\bset\b|environment/i;

/** A word that looks like a variable: `DATABASE_URL`. Error codes look the same. */
const VARIABLE = /\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g;
const isCode = (name: string): boolean => /^ERR_|_ERR_|ERROR|NOT_FOUND|_FAILED$|^E_/.test(name);

/** The first that a line says is missing; a validator may name it on a line of its own. */
function missingVariable(output: string, env: Start['env']): string | null {
  if (!LACKS.test(output)) return null;
  const lines = output.split('\n').filter((line) => LACKS.test(line) || /^\W*\w+\W*$/.test(line));
  const named = lines.flatMap((line) => line.match(VARIABLE) ?? []);
  return named.find((name) => !isCode(name) && !env[name]) ?? null;
}
