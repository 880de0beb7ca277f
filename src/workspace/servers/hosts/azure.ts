import picomatch from 'picomatch';
import { type HostRules, ignoredHeaders, isOwn, NO_RULES, type Rule } from './rule.ts';

/** https://learn.microsoft.com/azure/static-web-apps/configuration */
interface StaticWebApp {
  readonly routes?: readonly {
    readonly route?: unknown;
    readonly rewrite?: unknown;
    readonly redirect?: unknown;
    readonly statusCode?: unknown;
    readonly headers?: object;
  }[];
  readonly navigationFallback?: { readonly rewrite?: unknown; readonly exclude?: readonly string[] };
  readonly responseOverrides?: object;
  readonly globalHeaders?: object;
  readonly trailingSlash?: unknown;
}

export function rulesOfStaticWebApp(json: StaticWebApp): HostRules {
  const { routes = [], navigationFallback, responseOverrides = {}, globalHeaders = {} } = json;
  const ignored = Object.keys(responseOverrides).map((status) => `its page for ${status}`);
  const beforeFiles: Rule[] = [];
  const afterFiles: Rule[] = [];
  for (const { route, rewrite, redirect, statusCode } of routes) {
    const to = redirect ?? rewrite;
    if (typeof route !== 'string' || to === undefined) continue;
    if (!isOwn(to)) ignored.push(`${route} to ${to}`);
    else if (redirect === undefined) afterFiles.push({ match: globbing([route]), to, status: 200 });
    else beforeFiles.push({ match: globbing([route]), to, status: typeof statusCode === 'number' ? statusCode : 302 });
  }
  const { rewrite, exclude = [] } = navigationFallback ?? {};
  if (isOwn(rewrite)) {
    const isExcluded = globbing(exclude);
    afterFiles.push({ match: (path) => (isExcluded(path) === null ? {} : null), to: rewrite, status: 200 });
  }
  const names = [globalHeaders, ...routes.map(({ headers = {} }) => headers)].flatMap((one) => Object.keys(one));
  const trailingSlash = { always: true, never: false }[String(json.trailingSlash)] ?? null;
  return { ...NO_RULES, beforeFiles, afterFiles, trailingSlash, ignored: [...ignored, ...ignoredHeaders(names)] };
}

/** Its star stands for folders, too. */
function globbing(patterns: readonly string[]): Rule['match'] {
  const isMatch = picomatch(
    patterns.map((one) => one.replace(/\/\*/, '/**/*')),
    { dot: true },
  );
  return (path) => (isMatch(path) ? {} : null);
}
