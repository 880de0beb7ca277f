/** The cookies of one connection, by name. Domains and paths are not looked at: a connection has one server. */
export type Cookies = Map<string, string>;

/** Keeps what a `Set-Cookie` header sets, or forgets what it ends. */
export function keepCookie(cookies: Cookies, header: string): void {
  const [pair = '', ...attributes] = header.split(';');
  const [, name, value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
  if (name === undefined) return;
  if (attributes.some(isOver)) cookies.delete(name);
  else cookies.set(name, value);
}

function isOver(attribute: string): boolean {
  const [, name = '', value = ''] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/.exec(attribute) ?? [];
  if (name.toLowerCase() === 'max-age') return Number(value) <= 0;
  return name.toLowerCase() === 'expires' && Date.parse(value) <= Date.now();
}

/** The headers with the cookies, after those that the user wrote. */
export function withCookies(headers: Readonly<Record<string, string>>, cookies: Cookies): Record<string, string> {
  if (cookies.size === 0) return { ...headers };
  const kept = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const own = Object.keys(headers).find((name) => name.toLowerCase() === 'cookie');
  return { ...headers, [own ?? 'cookie']: own === undefined ? kept : `${headers[own]}; ${kept}` };
}
