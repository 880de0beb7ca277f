/** Addresses pages of a folder as hosts do: without `index.html` and `.html`. */

export interface CleanUrls {
  /** The addresses of all pages, each beginning with a slash: `/`, `/pricing/`, `/about`. */
  readonly addresses: readonly string[];
  /**
   * Resolves a path to its file, or to another path to redirect to, so that relative links work. Null if the path
   * itself names the file.
   *
   * @param path decoded, beginning with a slash
   */
  find(path: string): { readonly redirect: string } | { readonly file: string } | null;
}

/** @param pages paths of the html files in the folder, with forward slashes. */
export function cleanUrls(pages: readonly string[]): CleanUrls {
  const files = new Set(pages.map((page) => `/${page.normalize()}`));
  const indexOf = (folder: string) => [`${folder}index.html`, `${folder}index.htm`].find((file) => files.has(file));
  const isPage = (path: string) => files.has(`${path}.html`) || files.has(`${path}.htm`);
  const addressOf = (file: string) => (isIndex(file) ? file.replace(/[^/]*$/, '') : file.replace(/\.html?$/i, ''));
  return {
    addresses: [...new Set([...files].filter((file) => !isError(file)).map(addressOf))],
    find(path) {
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
