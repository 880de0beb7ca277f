import { reasonOf, shippedFile } from '../files/shipped-file.ts';
import { type Page, readPage } from '../html/page.ts';
import { isCode, type Mapping, resolveModule } from './graph.ts';
import { javascriptImports } from './imports.ts';
import type { Locator } from './locate.ts';

/** What a page of the bundle asks for, as files of the bundle. */
export interface PageCode {
  readonly name: string;
  readonly initial: readonly string[];
  readonly later: readonly string[];
  readonly mapping: Mapping | null;
}

/** An address that stands in a page, as it reads without the page's `<base>`. */
const atBase = (base: string | null, address: string): string =>
  base === null || /^(?:\/|[a-z][a-z0-9+.-]*:)/i.test(address.trim())
    ? address
    : base.replace(/[^/]*$/, '') + address.trim();

/** Import maps name addresses by the page's base, but bare names as they are. */
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

/** Rejects where the page can't be read. What its inline scripts can't tell is added to `unread`. */
export async function readPageCode(
  root: string,
  name: string,
  locate: Locator,
  unread: Map<string, string>,
): Promise<PageCode> {
  const page = await readPage(await shippedFile(root, name));
  const mapping = mappingOf(page, name);
  const files = (addresses: readonly string[]) =>
    addresses.map((address) => locate.reference(atBase(page.base, address), name)).filter(isCode);
  const initial = files(page.initial);
  const later = files(page.later);
  for (const { module, code } of page.inline) {
    if (!code.includes('import')) continue;
    try {
      const { static: needed, dynamic } = await javascriptImports(code);
      const modules = (specifiers: readonly string[]) =>
        specifiers
          .map((specifier) =>
            resolveModule(locate, specifier.startsWith('.') ? atBase(page.base, specifier) : specifier, name, mapping),
          )
          .filter(isCode);
      initial.push(...modules(needed));
      // A classic script can't import otherwise: this is how some frameworks start their application.
      (module ? later : initial).push(...modules(dynamic));
    } catch (error) {
      unread.set(`${name}, a script in it`, reasonOf(error));
    }
  }
  return { name, initial, later, mapping };
}
