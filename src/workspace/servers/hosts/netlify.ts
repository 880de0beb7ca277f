import { type HostRules, ignoredHeaders, isOwn, matching, NO_RULES, type Rule } from './rule.ts';

/** https://docs.netlify.com/manage/routing/redirects/overview/ */

interface Written {
  readonly from: string;
  readonly to: string;
  readonly status: number;
  /** Whether it holds where there is a file, too. */
  readonly isForced: boolean;
}

/** @param text of `_redirects`, which other hosts read, too */
export function rulesOfRedirects(text: string): HostRules {
  const written = text.split('\n').flatMap((line): Written[] => {
    const [, from, to, status = '301', force] =
      /^\s*(\/[^\s?]*)\s+(\S+)(?:\s+(200|30[1278])(!)?)?\s*(?:#.*)?$/.exec(line) ?? [];
    if (from === undefined || to === undefined) return [];
    return [{ from, to, status: Number(status), isForced: force !== undefined }];
  });
  return rulesOf(written);
}

/** @param text of `netlify.toml`. Only its plain lines are read. */
export function rulesOfToml(text: string): HostRules {
  // A table of a redirect's own, such as [redirects.conditions], belongs to the redirect before it.
  const tables = text.split(/^[ \t]*(?=\[(?!redirects\.))/m);
  const settingOf = (table: string, key: string): string | undefined =>
    new RegExp(`^\\s*${key}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|(\\w+))`, 'm').exec(table)?.slice(1).find(Boolean);
  const written: Written[] = [];
  const ignored: string[] = [];
  for (const table of tables.filter((one) => one.startsWith('[[redirects]]'))) {
    const [from, to] = [settingOf(table, 'from'), settingOf(table, 'to')];
    if (from === undefined || to === undefined) continue;
    if (/^[ \t]*(?:(?:conditions|query)[ \t]*=|\[redirects\.(?:conditions|query)\])/m.test(table))
      ignored.push(`what ${from} depends on`);
    else {
      const status = Number(settingOf(table, 'status') ?? 301);
      written.push({ from, to, status, isForced: settingOf(table, 'force') === 'true' });
    }
  }
  const names = tables
    .filter((one) => /^\[headers\.values\]/.test(one))
    .flatMap((one) => [...one.matchAll(/^\s*"?([\w-]+)"?\s*=/gm)].map(([, name = '']) => name));
  const rules = rulesOf(written);
  return { ...rules, ignored: [...rules.ignored, ...ignored, ...ignoredHeaders(names)] };
}

/** @param text of `_headers` */
export const ignoredOfHeaders = (text: string): string[] =>
  ignoredHeaders([...text.matchAll(/^[ \t]+([\w-]+):/gm)].map(([, name = '']) => name));

function rulesOf(written: readonly Written[]): HostRules {
  const rules = (of: (one: Written) => boolean) =>
    written.filter(({ to }) => isOwn(to)).flatMap((one): Rule[] => (of(one) ? [ruleOf(one)] : []));
  const isFirst = ({ isForced, status }: Written) => isForced && status !== 200;
  const elsewhere = written.filter(({ to }) => !isOwn(to)).map(({ from, to }) => `${from} to ${to}`);
  return { ...NO_RULES, beforeFiles: rules(isFirst), afterFiles: rules((one) => !isFirst(one)), ignored: elsewhere };
}

function ruleOf({ from, to, status }: Written): Rule {
  const pattern = from
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\/\*$/, '(?:/(?<splat>.*))?');
  return { match: matching(`^${pattern}/?$`), to, status };
}
