/** An address as a reader may see it: without a user's name and password. */
export const withoutUser = (address: string): string => address.replace(/(:\/\/)[^\s/@]*@/, '$1');

/** What of an address must appear nowhere: its password, as it is written and as it is sent. */
export function passwordsIn(address: string): string[] {
  const { username, password } = URL.parse(address) ?? { username: '', password: '' };
  return password === '' ? [] : [password, `${username}:${password}`, decodeURIComponent(password)];
}
