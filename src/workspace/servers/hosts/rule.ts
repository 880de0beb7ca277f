/** Rules of a host for addresses, as its own files state them. */

/** A rewrite (status 200) or a redirect within the site. */
export interface Rule {
  /** What the path holds for the names in `to`; null if the rule is not for it. */
  readonly match: (path: string) => Readonly<Record<string, string | undefined>> | null;
  /** The other path, with `:name` and `$1` for parts of the first. */
  readonly to: string;
  readonly status: number;
}

export interface HostRules {
  /** Redirects that hold even where there is a file. */
  readonly beforeFiles: readonly Rule[];
  /** Rules for paths without a file. */
  readonly afterFiles: readonly Rule[];
  /** Whether addresses of pages end with a slash; null: as the files lie. */
  readonly trailingSlash: boolean | null;
  /** Whether `/about.html` leads to `/about`. */
  readonly withoutHtml: boolean;
  /** What the host would do and is not done here, in words. */
  readonly ignored: readonly string[];
}

export const NO_RULES: HostRules = {
  beforeFiles: [],
  afterFiles: [],
  trailingSlash: null,
  withoutHtml: false,
  ignored: [],
};

/** Whether an address is one of the site's own. */
export const isOwn = (address: unknown): address is string => typeof address === 'string' && /^\/(?!\/)/.test(address);

/** The path that a rule leads to. */
export const target = ({ to }: Rule, parts: Readonly<Record<string, string | undefined>>): string =>
  to.replaceAll(/:(\w+)\*?|\$(\d+)/g, (whole, name, index) => {
    const part = name === undefined ? `_${index}` : name;
    return Object.hasOwn(parts, part) ? (parts[part] ?? '') : whole;
  });

/** @throws SyntaxError if the host's pattern is none of JavaScript's */
export function matching(pattern: string): Rule['match'] {
  const from = new RegExp(pattern);
  return (path) => {
    const found = from.exec(path);
    return found === null ? null : (found.groups ?? {});
  };
}

/**
 * A pattern of path-to-regexp as a regular expression: `/blog/:slug`, `/docs/:path*`, `/((?!api/).*)`. Groups without a
 * name get the names `_1`, `_2` and so on.
 */
export function patternOf(source: string): string {
  let groups = 0;
  const text = source.replaceAll(
    /\/:(\w+)\*|:(\w+)(\((?:[^()]|\([^()]*\))*\))?|\(((?:[^()]|\([^()]*\))*)\)|[.+?^${}|[\]\\*]/g,
    (whole, rest, name, kind, group) => {
      if (rest !== undefined) return `(?:/(?<${rest}>.*))?`;
      if (name !== undefined) return `(?<${name}>${kind === undefined ? '[^/]+' : kind.slice(1, -1)})`;
      return group === undefined ? `\\${whole}` : `(?<_${++groups}>${group})`;
    },
  );
  return `^${text}/?$`;
}

/** Headers that decide how a page loads. */
const DECIDING = /^(?:content-security-policy|link|cross-origin-(?:opener|embedder)-policy)$/i;

/** Those of the names, in words; none if no header decides anything. */
export function ignoredHeaders(names: readonly string[]): string[] {
  const all = [...new Set(names.filter((name) => DECIDING.test(name)).map((name) => name.toLowerCase()))];
  return all.length === 0 ? [] : [`the header${all.length === 1 ? '' : 's'} ${all.join(', ')}`];
}
