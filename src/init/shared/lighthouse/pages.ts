import { posix } from 'node:path';
import type { Draft } from '../../importer.ts';

/** A page that Lighthouse visits, and the server that answers it. */
export interface Page {
  readonly name: string;
  readonly server: Draft;
  readonly path: string;
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a config has
const FROM_ENVIRONMENT = '${env:PREVIEW_URL}';

/** A deployment whose address only a step of the workflow knows. */
export const PREVIEW: Draft = {
  name: 'preview',
  settings: { url: FROM_ENVIRONMENT },
  comments: [
    'Its address is set by the workflow: PREVIEW_URL in the env of the step. base-url is what it is compared with.',
  ],
};

/**
 * The page at an address. Addresses of this machine belong to `own`, if it is given; other servers already run.
 *
 * @param address absolute, or a path of `own`
 */
export function pageAt(address: string, own: Draft | null): Page {
  if (/\$\{\{|\$[A-Z_{]/.test(address)) {
    const path = /(?:\}\}|\$\{?\w+\}?)(\/[^\s]*)$/.exec(address)?.[1] ?? '/';
    return { name: nameOfPath(path), server: PREVIEW, path };
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const path = posix.join('/', address.replace(/^(?:localhost|127\.0\.0\.1|\[::1\])?(?::[\w]+)?(?=\/|$)/, ''));
    return { name: nameOfPath(path), server: own ?? PREVIEW, path };
  }
  const path = `${url.pathname}${url.search}`;
  const isLocal = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|.*\.localhost)$/.test(url.hostname);
  if (isLocal && own !== null) return { name: nameOfPath(path), server: own, path };
  const server: Draft = {
    name: isLocal ? 'site' : url.hostname,
    settings: { url: url.origin },
    comments: [
      isLocal
        ? 'A step of the workflow starts it. With start instead of url, perf-budget starts it itself, on both sides.'
        : 'Only this address is measured: add base-url to compare it with another.',
    ],
  };
  return { name: nameOfPath(path), server, path };
}

/** `/` is home, `/en/about/` is `en/about`. */
function nameOfPath(path: string): string {
  const name = decoded(path)
    .replace(/(?:index)?\.html?(?=$|\?)/, '')
    .replace(/^\/+|\/+$/g, '');
  return name === '' ? 'home' : name;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
