import type { Result } from 'lighthouse';
import { cut } from '../../../text/cut.ts';

const MOST_CHARACTERS = 1_000;

/** An address for the evidence: a path if it is on the page's own origin. Anything else (`Unattributable`) stays. */
export function addressOf(url: unknown, origin: string): string {
  if (typeof url !== 'string') return '';
  const path = url === origin ? '/' : url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
  return cut(path, MOST_CHARACTERS);
}

/** Hosts without a domain, whose owner is unknown: IP addresses, `localhost`, `db`. */
const NO_DOMAIN = /^(\d+\.\d+\.\d+\.\d+|\[.*\]|[^.]+|(.*\.)?localhost)$/;

/**
 * Maps an address to its third party; null for the page's own. Lighthouse goes by domain, and so treats all ports of one
 * machine as one site. Here each origin without a domain is a party of its own.
 */
export function thirdPartyOf({ entities, mainDocumentUrl }: Result, origin: string): (url: string) => string | null {
  const own = new Set([origin, mainDocumentUrl === undefined ? null : originOf(mainDocumentUrl)]);
  const known = new Map((entities ?? []).flatMap((entity) => entity.origins.map((one) => [one, entity] as const)));
  return (url) => {
    const theirs = originOf(url);
    if (theirs === null || own.has(theirs)) return null;
    const entity = NO_DOMAIN.test(new URL(theirs).hostname) ? undefined : known.get(theirs);
    if (entity?.isFirstParty) return null;
    return cut(entity?.name || theirs, MOST_CHARACTERS);
  };
}

/** Null if it has no origin, such as `data:`. */
function originOf(url: string): string | null {
  const origin = URL.canParse(url) ? new URL(url).origin : 'null';
  return origin === 'null' ? null : origin;
}
