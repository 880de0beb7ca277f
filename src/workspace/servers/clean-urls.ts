/** Addresses pages of a folder as hosts do: without `index.html` and `.html`. */

export interface CleanUrls {
  /** The addresses of all pages, each beginning with a slash: `/`, `/pricing/`, `/about`. */
  readonly addresses: readonly string[];
  /** The address of a page by the path of its file; null if there is no such page. */
  addressOf(file: string): string | null;
  /**
   * Resolves a path to its file, or to another path to redirect to, so that relative links work. Null if the path
   * itself names the file.
   *
   * @param path decoded, beginning with a slash
   */
  find(path: string): { readonly redirect: string } | { readonly file: string } | null;
}

/**
 * @param pages paths of the html files in the folder, with forward slashes.
 * @param trailingSlash whether all addresses end with a slash, or none; null: those of folders do.
 */
export function cleanUrls(pages: readonly string[], trailingSlash: boolean | null = null): CleanUrls {
  const files = new Set(pages.map((page) => `/${page.normalize()}`));
  const indexOf = (folder: string) => [`${folder}index.html`, `${folder}index.htm`].find((file) => files.has(file));
  const isPage = (path: string) => files.has(`${path}.html`) || files.has(`${path}.htm`);
  const pageOf = (path: string) => [`${path}.html`, `${path}.htm`].find((file) => files.has(file));
  const addressOf = (file: string) => {
    const address = isIndex(file) ? file.replace(/[^/]*$/, '') : file.replace(/\.html?$/i, '');
    if (trailingSlash === null || address === '/') return address;
    return address.replace(/\/?$/, trailingSlash ? '/' : '');
  };
  return {
    addresses: [...new Set([...files].filter((file) => !isError(file)).map(addressOf))],
    addressOf: (file) => (files.has(file) ? addressOf(file) : null),
    find(path) {
      const plain = path.replace(/\/$/, '');
      const index = indexOf(`${plain}/`);
      if (trailingSlash !== null && plain !== '' && !files.has(path)) {
        const file = index ?? pageOf(plain);
        if (file === undefined) return null;
        return path.endsWith('/') === trailingSlash ? { file } : { redirect: trailingSlash ? `${path}/` : plain };
      }
      if (path.endsWith('/')) {
        const index = indexOf(path);
        const page = path.slice(0, -1);
        if (index !== undefined) return { file: index };
        return page !== '' && isPage(page) ? { redirect: page } : null;
      }
      return !files.has(path) && !isPage(path) && indexOf(`${path}/`) !== undefined ? { redirect: `${path}/` } : null;
    },
  };
}

const isIndex = (file: string): boolean => /\/index\.html?$/i.test(file);

/** Pages that hosts show instead of another one. */
const isError = (file: string): boolean => /\/(?:404|200|500)\.html$/.test(file);
