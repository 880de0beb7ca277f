import picomatch from 'picomatch';
import { type HostRules, ignoredHeaders, isOwn, matching, NO_RULES, patternOf, type Rule } from './rule.ts';

/** https://firebase.google.com/docs/hosting/full-config */
interface FirebaseJson {
  readonly hosting?: Hosting | readonly Hosting[];
}

interface Hosting {
  readonly cleanUrls?: unknown;
  readonly trailingSlash?: unknown;
  readonly rewrites?: readonly Written[];
  readonly redirects?: readonly Written[];
  readonly headers?: readonly { readonly headers?: readonly { readonly key?: unknown }[] }[];
}

interface Written {
  readonly source?: unknown;
  readonly glob?: unknown;
  readonly regex?: unknown;
  readonly destination?: unknown;
  readonly type?: unknown;
}

export function rulesOfFirebase({ hosting }: FirebaseJson): HostRules {
  if (hosting === undefined) return NO_RULES;
  if (Array.isArray(hosting) && hosting.length > 1)
    return { ...NO_RULES, ignored: [`the rules of its ${hosting.length} sites`] };
  const site: Hosting = [hosting].flat()[0] ?? {};
  const ignored: string[] = [];
  const rulesOf = (written: readonly Written[] = [], statusOf: (one: Written) => number): Rule[] =>
    written.flatMap((one): Rule[] => {
      const match = matchOf(one);
      const { destination: to } = one;
      if (match !== null && isOwn(to)) return [{ match, to, status: statusOf(one) }];
      ignored.push(`${one.source ?? one.glob ?? one.regex} to ${isOwn(to) || to === undefined ? 'a function' : to}`);
      return [];
    });
  const beforeFiles = rulesOf(site.redirects, ({ type }) => (typeof type === 'number' ? type : 301));
  const afterFiles = rulesOf(site.rewrites, () => 200);
  const names = (site.headers ?? []).flatMap(({ headers = [] }) => headers.map(({ key }) => String(key)));
  return {
    beforeFiles,
    afterFiles,
    trailingSlash: typeof site.trailingSlash === 'boolean' ? site.trailingSlash : null,
    withoutHtml: site.cleanUrls === true,
    ignored: [...ignored, ...ignoredHeaders(names)],
  };
}

function matchOf({ source, glob = source, regex }: Written): Rule['match'] | null {
  if (typeof regex === 'string') return matching(regex.replaceAll('(?P<', '(?<'));
  if (typeof glob !== 'string') return null;
  if (/:\w/.test(glob)) return matching(patternOf(glob));
  const isNegated = /^!(?!\()/.test(glob);
  const isMatch = picomatch(isNegated ? glob.slice(1) : glob, { dot: true });
  return (path) => ((isMatch(path) || isMatch(path.slice(1))) !== isNegated ? {} : null);
}
