const NAME =
  /(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|(?:API|ACCESS|PRIVATE|SECRET|ENCRYPTION)_?KEY|_AUTH|_PAT)$/i;

/** Shorter values are words such as `test`, which a log is full of. */
const LEAST_CHARACTERS = 8;

/**
 * Values of this process's environment that are secret by their names, and passwords in addresses: a command of the user's has
 * them too, and may print them. A runner masks its own secrets in a step's log, but in no file.
 */
export function environmentSecrets(token: string | null, environment: NodeJS.ProcessEnv = process.env): string[] {
  const named = Object.entries(environment).flatMap(([name, value = '']) => [
    ...(NAME.test(name) ? [value] : []),
    ...[...value.matchAll(/:\/\/[^\s:@/]*:([^\s@/]+)@/g)].map(([, password = '']) => password),
  ]);
  return [...named, ...(token === null ? [] : [token])].filter((value) => value.length >= LEAST_CHARACTERS);
}
