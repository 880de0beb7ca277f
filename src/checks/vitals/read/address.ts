import type { Result } from 'lighthouse';
import { cut } from './audit.ts';

const MOST_CHARACTERS = 1_000;

/** An address as the evidence has it: on the page's own origin its path. What is none (`Unattributable`) stays. */
export function addressOf(url: unknown, origin: string): string {
  if (typeof url !== 'string') return '';
  const path = url === origin ? '/' : url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
  return cut(path, MOST_CHARACTERS);
}

/** Hosts that belong to no domain, so that nothing tells whose they are: IP addresses, `localhost`, `db`. */
const NO_DOMAIN = /^(\d+\.\d+\.\d+\.\d+|\[.*\]|[^.]+|(.*\.)?localhost)$/;

/**
 * Whose an address is, where it isn't the page's own. Lighthouse knows by its domain, and takes all of one machine's
 * ports for one site; here they are others.
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

/** Null for what has none, such as `data:`. */
function originOf(url: string): string | null {
  const origin = URL.canParse(url) ? new URL(url).origin : 'null';
  return origin === 'null' ? null : origin;
}
