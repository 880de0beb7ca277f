import { posix } from 'node:path';
import type { Detected, DetectRequest } from '../detection.ts';
import { plainPage, type VitalsSettings } from './settings.ts';

export const detectedName = 'home';

/** The page of a site that an earlier check found; null if there is no site. */
export async function detect({ site }: DetectRequest): Promise<Detected<VitalsSettings> | null> {
  if (site === null) return null;
  const what = `the page ${posix.join(site.folder, site.page)}`;
  const path = `/${site.page.replace(/index\.html$/, '')}`;
  return {
    ok: true,
    subjects: [{ name: detectedName, what, settings: plainPage(site.server, path) }],
    site: null,
    others: [],
  };
}
