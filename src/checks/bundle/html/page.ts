import { Parser } from 'htmlparser2';
import { type ImportMap, joinImportMaps, parseImportMap } from './import-map.ts';

/** The requests of an HTML page, as its source writes them. */
export interface Page {
  /** `<base href>`. */
  readonly base: string | null;
  readonly importMap: ImportMap | null;
  /** Addresses of scripts, stylesheets and preloaded files, in their order. */
  readonly initial: readonly string[];
  /** Addresses of files that it loads when idle, or when scrolled to. */
  readonly later: readonly string[];
  readonly inline: readonly InlineScript[];
}

interface InlineScript {
  readonly module: boolean;
  readonly code: string;
}

type Attributes = Readonly<Record<string, string>>;

/** https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const CLASSIC =
  /^\s*(?:|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:javascript1\.[0-5]|jscript|livescript))\s*$/i;

type ScriptKind = 'classic' | 'module' | 'importmap' | 'data';

function scriptKind({ type = '' }: Attributes): ScriptKind {
  const plain = type.trim().toLowerCase();
  if (plain === 'module' || plain === 'importmap') return plain;
  return CLASSIC.test(type) ? 'classic' : 'data';
}

/** When a `<link>` loads a script or a stylesheet; null if it loads neither. */
function linkTime({ rel = '', as = '', href }: Attributes): 'initial' | 'later' | null {
  if (href === undefined) return null;
  const relations = rel.toLowerCase().split(/\s+/);
  const code = /^(?:script|style)$/i.test(as);
  if (relations.includes('modulepreload')) return 'initial';
  if (relations.includes('stylesheet')) return relations.includes('alternate') ? null : 'initial';
  if (relations.includes('preload')) return code ? 'initial' : null;
  return relations.includes('prefetch') ? 'later' : null;
}

/** Whether an element is inert until a script takes it out, or meant for browsers without scripts. */
const isInert = (element: string, attributes: Attributes): boolean =>
  element === 'noscript' || (element === 'template' && attributes.shadowrootmode === undefined);

/** Astro's islands load their component themselves; `client:load` and `client:only` do so at once. */
const islandTime = (attributes: Attributes): 'initial' | 'later' =>
  ['load', 'only'].includes(attributes.client ?? '') ? 'initial' : 'later';

/** Reads broken HTML as browsers do. */
export function readPage(html: string): Page {
  const found: Record<'initial' | 'later', string[]> = { initial: [], later: [] };
  const inline: InlineScript[] = [];
  const maps: ImportMap[] = [];
  const inert: string[] = [];
  let base: string | null = null;
  let script: { readonly kind: ScriptKind; code: string } | null = null;

  const parser = new Parser({
    onopentag(name, attributes) {
      if (isInert(name, attributes)) inert.push(name);
      if (inert.length > 0) return;
      if (name === 'base') base ??= attributes.href ?? null;
      if (name === 'link') {
        const time = linkTime(attributes);
        if (time !== null) found[time].push(attributes.href ?? '');
      }
      if (name === 'astro-island') {
        for (const key of ['component-url', 'renderer-url', 'before-hydration-url']) {
          found[islandTime(attributes)].push(attributes[key] ?? '');
        }
      }
      if (name !== 'script') return;
      const kind = scriptKind(attributes);
      // Browsers that know modules skip it.
      if (kind === 'classic' && attributes.nomodule !== undefined) return;
      if (attributes.src === undefined) script = kind === 'data' ? null : { kind, code: '' };
      else if (kind === 'classic' || kind === 'module') found.initial.push(attributes.src);
    },
    ontext(text) {
      if (script) script.code += text;
    },
    onclosetag(name) {
      if (inert.at(-1) === name) inert.pop();
      if (name !== 'script' || script === null) return;
      const { kind, code } = script;
      script = null;
      if (kind !== 'importmap') inline.push({ module: kind === 'module', code });
      else maps.push(...[parseImportMap(code)].filter((map) => map !== null));
    },
  });
  parser.end(html);
  return { base, importMap: joinImportMaps(maps), ...found, inline };
}
