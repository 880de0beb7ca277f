import { type HostRules, ignoredHeaders, isOwn, matching, patternOf, type Rule } from './rule.ts';

/** https://vercel.com/docs/project-configuration/vercel-json */
interface VercelJson {
  readonly cleanUrls?: unknown;
  readonly trailingSlash?: unknown;
  readonly rewrites?: readonly Written[] | { readonly [phase: string]: unknown };
  readonly redirects?: readonly Written[];
  readonly headers?: readonly { readonly headers?: readonly { readonly key?: unknown }[] }[];
  readonly routes?: unknown;
}

interface Written {
  readonly source?: unknown;
  readonly destination?: unknown;
  readonly permanent?: unknown;
  readonly statusCode?: unknown;
  readonly has?: unknown;
  readonly missing?: unknown;
}

export function rulesOfVercel(json: VercelJson): HostRules {
  const ignored: string[] = [];
  const rulesOf = (written: unknown, statusOf: (one: Written) => number): Rule[] =>
    (Array.isArray(written) ? (written as Written[]) : []).flatMap((one): Rule[] => {
      const { source, destination: to, has, missing } = one;
      if (typeof source !== 'string') return [];
      const isSimple = isOwn(to) && has === undefined && missing === undefined;
      if (isSimple) return [{ match: matching(patternOf(source)), to, status: statusOf(one) }];
      ignored.push(isOwn(to) ? `what ${source} depends on` : `${source} to ${to}`);
      return [];
    });
  const beforeFiles = rulesOf(json.redirects, ({ statusCode, permanent }) =>
    typeof statusCode === 'number' ? statusCode : permanent === false ? 307 : 308,
  );
  const afterFiles = rulesOf(json.rewrites, () => 200);
  if (json.routes !== undefined) ignored.push('routes');
  const names = (json.headers ?? []).flatMap(({ headers = [] }) => headers.map(({ key }) => String(key)));
  return {
    beforeFiles,
    afterFiles,
    trailingSlash: typeof json.trailingSlash === 'boolean' ? json.trailingSlash : null,
    withoutHtml: json.cleanUrls === true,
    ignored: [...ignored, ...ignoredHeaders(names)],
  };
}
