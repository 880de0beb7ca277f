import { freeName } from '../text/free-name.ts';
import { clean } from '../text/sanitize.ts';
import type { Draft, Imported } from './importer.ts';

/** A config to be written. */
export interface DraftConfig {
  readonly comments: readonly string[];
  readonly install: string | null;
  readonly build: string | null;
  readonly sections: Readonly<Record<Section, readonly Draft[]>>;
}

/** In the order in which they are written. */
export const SECTIONS = ['servers', 'bundle', 'vitals', 'api'] as const;
type Section = (typeof SECTIONS)[number];

/** Room for the number that distinguishes equal names. */
const LONGEST_NAME = 190;

/** One config of several: each name once in its section, the first install and build. */
export function merged(imports: readonly Imported[]): DraftConfig {
  const sections: Record<Section, Draft[]> = { servers: [], bundle: [], vitals: [], api: [] };
  for (const one of imports) {
    const servers = new Map<unknown, string>();
    for (const section of SECTIONS) {
      const into = sections[section];
      for (const draft of one[section] ?? []) {
        const same = into.find((other) => section === 'servers' && JSON.stringify(other) === JSON.stringify(draft));
        const name = same?.name ?? free(draft.name, into);
        if (section === 'servers') servers.set(draft.name, name);
        if (same !== undefined) continue;
        const server = servers.get(draft.settings.server);
        into.push({ ...draft, name, settings: { ...draft.settings, ...(server !== undefined && { server }) } });
      }
    }
  }
  return {
    comments: imports.flatMap(({ comments = [] }) => comments),
    install: imports.find(({ install }) => install !== undefined)?.install ?? null,
    build: imports.find(({ build }) => build !== undefined)?.build ?? null,
    sections,
  };
}

function free(written: string, drafts: readonly Draft[]): string {
  const name = clean(written, LONGEST_NAME).replace(/^__proto__$/, 'proto');
  return freeName(
    name,
    (one) => drafts.some((draft) => draft.name === one),
    (_, number) => `${name} ${number}`,
  );
}
