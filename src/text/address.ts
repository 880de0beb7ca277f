/** An address for readers, without a user's name and password. */
export const withoutUser = (address: string): string => address.replace(/(:\/\/)[^\s/@]*@/, '$1');

/** The parts of an address that must appear nowhere: its password, as written and as sent. */
export function passwordsIn(address: string): string[] {
  const { username, password } = URL.parse(address) ?? { username: '', password: '' };
  return password === '' ? [] : [password, `${username}:${password}`, decodeURIComponent(password)];
}

/** An address that leads nowhere, for a variable that is not set: https://www.rfc-editor.org/rfc/rfc6761#section-6.4 */
export const unsetAddress = (variable: string): string => `http://${variable}.invalid`;

/** The unset variable behind an address; null if there is none. */
export const unsetVariableOf = (address: string): string | null =>
  /^http:\/\/([^/:]+)\.invalid$/.exec(address)?.[1] ?? null;
