import type { Subject } from '../../model/subject.ts';
import { isLoopback } from '../../workspace/servers/loopback.ts';
import type { Mismatch } from '../check.ts';
import type { VitalsEvidence } from './evidence.ts';
import type { PageSettings } from './settings.ts';

/**
 * The place that an address names: its path, with the route of a hash router, and the host if it is not the server's. The
 * query is left out, for it holds tokens; so are the port, a slash at the end and `index.html`, which change nothing.
 *
 * @param origin the server's
 */
export function placeOf(address: string, origin: string): string {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return address;
  const own = new URL(origin).hostname;
  const isOwn = url.hostname === own || (isLoopback(url.hostname) && isLoopback(own));
  const path = url.pathname.replace(/\/index\.html?$/, '/').replace(/(?<=.)\/+$/, '');
  const route = /^#!?\/[^?]*/.exec(url.hash)?.[0] ?? '';
  return `${isOwn ? '' : url.hostname}${path}${route === '#/' ? '' : route}`;
}

/** Visits that a side needs before its landing counts: one visit may be chance. */
const LEAST_VISITS = 2;

/** Where all visits of a side landed; null if they landed in several places, such as a new chat each time. */
function landing(visits: readonly Pick<VitalsEvidence, 'landed'>[]): string | null {
  const [place = null, ...others] = new Set(visits.map(({ landed }) => landed));
  return visits.length >= LEAST_VISITS && others.length === 0 ? place : null;
}

/** Sides that land in different places show different pages, so neither is faster. */
export function landingMismatch(
  { name, settings }: Subject<PageSettings>,
  visits: { readonly base: readonly VitalsEvidence[]; readonly head: readonly VitalsEvidence[] },
): Mismatch[] {
  const [base, head] = [landing(visits.base), landing(visits.head)];
  if (base === null || head === null || base === head) return [];
  const message = `\`${settings.path}\` leads to \`${head}\` on head, and to \`${base}\` on base`;
  const hint = `Log in with \`cookies\`, \`headers\` or \`before\` under \`vitals.${name}\`, or change its \`path\``;
  return [{ effect: 'not-compared', message, hint }];
}
