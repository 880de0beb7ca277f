import type { Locator } from '../files/locate.ts';
import { readShipped, reasonOf } from '../files/shipped-file.ts';
import { type Page, readPage } from '../html/page.ts';
import { isCode } from '../metrics.ts';
import { type Mapping, resolveModule } from './graph.ts';
import { javascriptImports } from './imports.ts';

/** The files of the bundle that one of its pages loads. */
export interface PageCode {
  readonly name: string;
  readonly initial: readonly string[];
  readonly later: readonly string[];
  readonly mapping: Mapping | null;
}

/** An address in a page, resolved against the page's `<base>`. */
const atBase = (base: string | null, address: string): string =>
  base === null || /^(?:\/|[a-z][a-z0-9+.-]*:)/i.test(address.trim())
    ? address
    : base.replace(/[^/]*$/, '') + address.trim();

/** Import maps resolve addresses against the page's base, but not bare names. */
function mappingOf({ base, importMap }: Page, page: string): Mapping | null {
  if (importMap === null) return null;
  const address = (text: string) => (text.startsWith('.') ? atBase(base, text) : text);
  const entries = (imports: Readonly<Record<string, string | null>>) =>
    Object.fromEntries(
      Object.entries(imports).map(([key, target]) => [address(key), target === null ? null : atBase(base, target)]),
    );
  const scopes = Object.entries(importMap.scopes).map(([scope, imports]) => [atBase(base, scope), entries(imports)]);
  return { map: { imports: entries(importMap.imports), scopes: Object.fromEntries(scopes) }, page };
}

/** Adds inline scripts that can't be parsed to `unread`.
 * @throws Error if the page can't be read */
export async function readPageCode(
  root: string,
  name: string,
  locate: Locator,
  unread: Map<string, string>,
): Promise<PageCode> {
  const page = readPage((await readShipped(root, name)).toString('utf8'));
  const mapping = mappingOf(page, name);
  const files = (addresses: readonly string[]) =>
    addresses.map((address) => locate.reference(atBase(page.base, address), name)).filter(isCode);
  const initial = files(page.initial);
  const later = files(page.later);
  for (const { module, code } of page.inline) {
    if (!/import|Worker/.test(code)) continue;
    try {
      const { static: needed, dynamic, workers } = await javascriptImports(code);
      const modules = (specifiers: readonly string[]) =>
        specifiers
          .map((specifier) =>
            resolveModule(locate, specifier.startsWith('.') ? atBase(page.base, specifier) : specifier, name, mapping),
          )
          .filter(isCode);
      initial.push(...modules(needed));
      later.push(...files(workers));
      // A classic script can't import otherwise. Some frameworks start their application this way.
      (module ? later : initial).push(...modules(dynamic));
    } catch (error) {
      unread.set(`${name}, a script in it`, reasonOf(error));
    }
  }
  return { name, initial, later, mapping };
}
