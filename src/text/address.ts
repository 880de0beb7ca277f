/** An address as a reader may see it: without a user's name and password. */
export const withoutUser = (address: string): string => address.replace(/(:\/\/)[^\s/@]*@/, '$1');

/** What of an address must appear nowhere: its password, as it is written and as it is sent. */
export function passwordsIn(address: string): string[] {
  const { username, password } = URL.parse(address) ?? { username: '', password: '' };
  return password === '' ? [] : [password, `${username}:${password}`, decodeURIComponent(password)];
}

/** An address that leads nowhere, in place of one whose variable is not set: https://www.rfc-editor.org/rfc/rfc6761#section-6.4 */
export const unsetAddress = (variable: string): string => `http://${variable}.invalid`;

/** The variable that an address lacks; null if it lacks none. */
export const unsetVariableOf = (address: string): string | null =>
  /^http:\/\/([^/:]+)\.invalid$/.exec(address)?.[1] ?? null;
