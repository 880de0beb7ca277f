import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { firstOf } from '../../../text/first-of.ts';
import { rulesOfStaticWebApp } from './azure.ts';
import { rulesOfFirebase } from './firebase.ts';
import { ignoredOfHeaders, rulesOfRedirects, rulesOfToml } from './netlify.ts';
import { type HostRules, NO_RULES, type Rule } from './rule.ts';
import { rulesOfVercel } from './vercel.ts';

/** Readers of hosts' files, in the order in which they count. They throw if a file is not what they expect. */
const FILES: readonly (readonly [name: string, read: (text: string) => HostRules])[] = [
  ['_redirects', rulesOfRedirects],
  ['staticwebapp.config.json', (text) => rulesOfStaticWebApp(JSON.parse(text))],
  ['vercel.json', (text) => rulesOfVercel(JSON.parse(text))],
  ['netlify.toml', rulesOfToml],
  ['firebase.json', (text) => rulesOfFirebase(JSON.parse(text))],
];

/** What is left out is named, at most so many times. */
const MOST_NAMED = 4;

/**
 * The rules of the host that a site is made for: of its served folder, else of the working directory. The first file that
 * has any counts.
 *
 * @returns and a sentence without its full stop about rules that are not followed; null if all are
 * @throws Error if the system refuses to read there
 */
export function readHostRules(
  folder: string,
  directory: string,
): { readonly rules: HostRules; readonly note: string | null } {
  const headers = textOf(join(folder, '_headers'));
  const ofHeaders = headers === null ? [] : [{ name: '_headers', ignored: ignoredOfHeaders(headers) }];
  for (const place of [folder, directory]) {
    for (const [name, read] of FILES) {
      const text = textOf(join(place, name));
      // Netlify and Cloudflare read it in the folder alone.
      if (text === null || (name === '_redirects' && place !== folder)) continue;
      const rules = withKnownStatuses(readOr(text, read));
      if (isDeepStrictEqual(rules, NO_RULES)) continue;
      return { rules, note: noteOn([{ name, ignored: rules.ignored }, ...ofHeaders]) };
    }
  }
  return { rules: NO_RULES, note: noteOn(ofHeaders) };
}

/** Rewrites, and redirects that browsers follow. */
const STATUSES: readonly number[] = [200, 301, 302, 303, 307, 308];

/** Leaves out rules with another status, such as a page for 404, and says so. */
function withKnownStatuses(rules: HostRules): HostRules {
  const all = [...rules.beforeFiles, ...rules.afterFiles];
  const others = all.filter(({ status }) => !STATUSES.includes(status)).map(({ status, to }) => `${status} with ${to}`);
  if (others.length === 0) return rules;
  const known = (some: readonly Rule[]) => some.filter(({ status }) => STATUSES.includes(status));
  return {
    ...rules,
    beforeFiles: known(rules.beforeFiles),
    afterFiles: known(rules.afterFiles),
    ignored: [...rules.ignored, ...others],
  };
}

function readOr(text: string, read: (text: string) => HostRules): HostRules {
  try {
    return read(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    return { ...NO_RULES, ignored: [`all of it, since it can't be read (${why})`] };
  }
}

function noteOn(files: readonly { readonly name: string; readonly ignored: readonly string[] }[]): string | null {
  const parts = files
    .filter(({ ignored }) => ignored.length > 0)
    .map(({ name, ignored }) => `of ${name}, ${firstOf(ignored, MOST_NAMED)}`);
  if (parts.length === 0) return null;
  return `What the site's host adds is not added here: ${parts.join('; ')}. Paths of another server go to it by proxy`;
}

const textOf = (path: string): string | null =>
  (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false) ? readFileSync(path, 'utf8') : null;
