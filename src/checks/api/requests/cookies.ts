/** The cookies of one connection, by name. Domains and paths are ignored: a connection has one server. */
export type Cookies = Map<string, string>;

/** Stores the cookie that a `Set-Cookie` header sets, or deletes the one that it expires. */
export function keepCookie(cookies: Cookies, header: string): void {
  const [pair = '', ...attributes] = header.split(';');
  const { name, value } = partsOf(pair);
  if (name === '' || /\s/.test(name)) return;
  if (attributes.some(isOver)) cookies.delete(name);
  else cookies.set(name, value);
}

function isOver(attribute: string): boolean {
  const { name, value } = partsOf(attribute);
  if (name.toLowerCase() === 'max-age') return Number(value) <= 0;
  return name.toLowerCase() === 'expires' && Date.parse(value) <= Date.now();
}

/**
 * Without a regular expression: one that trims both sides takes minutes for a header of spaces. The name is empty
 * without `=`.
 */
function partsOf(text: string): { readonly name: string; readonly value: string } {
  const at = text.indexOf('=');
  return { name: text.slice(0, Math.max(at, 0)).trim(), value: text.slice(at + 1).trim() };
}

/** The headers with the cookies, after those that the user wrote. */
export function withCookies(headers: Readonly<Record<string, string>>, cookies: Cookies): Record<string, string> {
  if (cookies.size === 0) return { ...headers };
  const kept = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const own = Object.keys(headers).find((name) => name.toLowerCase() === 'cookie');
  return { ...headers, [own ?? 'cookie']: own === undefined ? kept : `${headers[own]}; ${kept}` };
}
