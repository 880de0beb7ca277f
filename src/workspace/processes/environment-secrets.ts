import { commandEnvironment } from './environment.ts';

/** Endings of secret names. An encoding or a number may follow, as in `TOKEN_BASE64`. */
const NAME =
  /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|_PASS|_PWD|CREDENTIALS?|_CREDS|(?:^|_|API|ACCESS|PRIVATE)KEY|_AUTH|_PAT|_DSN|CONNECTION_?STRING|WEBHOOK(?:_URL)?|COOKIE)(?:_(?:BASE(?:64)?|B64|JSON|\d+))?$/i;
/** Keys that are public or no secret, such as `CACHE_KEY`. */
const NO_SECRET = /(?:^|_)(?:PUBLIC|PUBLISHABLE|CACHE|PRIMARY|SORT|PARTITION)_?KEY$/i;

/** Whether a variable of this name holds a secret. */
export const isSecretName = (name: string): boolean => NAME.test(name) && !NO_SECRET.test(name);

/** Shorter values are words such as `test`, which a log is full of. */
const LEAST_CHARACTERS = 8;

/** `postgres://ada:word@db/app` */
const IN_ADDRESS = /:\/\/[^\s:@/]*:([^\s/]+)@/g;
/** `Server=db;Password=word` */
const IN_LIST = /\b(?:password|pwd|accountkey|sharedaccesskey)=([^;&\s]+)/gi;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Values of this process's environment that are secret by their names, and passwords in addresses and lists: a command of the user's has
 * them too, and may print them. A runner masks its own secrets in a step's log, but in no file.
 */
export function environmentSecrets(token: string | null, environment: NodeJS.ProcessEnv = process.env): string[] {
  const named = Object.entries(environment).flatMap(([name, value = '']) => [
    ...(isSecretName(name) ? [value] : []),
    ...[...value.matchAll(IN_ADDRESS)].flatMap(([, password = '']) => [password, decoded(password)]),
    ...[...value.matchAll(IN_LIST)].map(([, password = '']) => password),
  ]);
  return [...new Set([...named, ...(token === null ? [] : [token])])].filter(
    (value) => value.length >= LEAST_CHARACTERS,
  );
}

/** The environment of code that needs no secret, such as a config or a bundler of the repository. */
export const environmentWithoutSecrets = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(commandEnvironment({})).filter(([name]) => !isSecretName(name)));
