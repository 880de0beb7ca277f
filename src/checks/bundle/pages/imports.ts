import { init, parse } from 'es-module-lexer/minimal';

/** The imports of one file, as its source writes them. */
export interface Imports {
  /** Loaded before the file runs: `import`, `export … from`, `@import`. */
  readonly static: readonly string[];
  /** Loaded on demand: `import()`. */
  readonly dynamic: readonly string[];
  /** Whether the file only loads another one, which is then not on demand: module federation begins this way. */
  readonly forwards: boolean;
  /** More dynamic imports, from lists by Vite, Turbopack and Parcel. Relative to the site's root, unless they start with a dot. */
  readonly listed: readonly string[];
  /** Scripts of workers and worklets. Relative to the file, or to the site's root. */
  readonly workers: readonly string[];
  /** Whether a bundler's own loader computes the addresses of further files, so that they are unknown. */
  readonly loader: boolean;
}

/** Chunks of webpack and Rspack. Those that load others call `n.e(245)`. */
const CHUNK = /\b(?:webpackChunk|webpackJsonp|rspackChunk)|__(?:webpack|rspack)_(?:esm_)?ids/;
const LOADS_CHUNK = /\.e\(\s*(?:\/\*[^*]*\*\/\s*)?["'`\d]/;

const STRINGS = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`\\$]*)`/g;
const FILE_NAME = /\.(?:[cm]?js|css)(?:[?#]|$)/;

/** Vite 5 and later: `const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/A.js","assets/A.css"])))=>…` */
const VITE_LIST = /__vite__mapDeps\b[^[\]]*\[([^\]]*)\]/;
/** Vite 2 to 4, after the import: `import("./A.js").then(n=>n.a),["assets/A.js","assets/A.css"]` */
const VITE_INLINE_LIST = /(?:\.then\(\(?\w+\)?=>\w+(?:\.\w+)?\))?\s*,\s*\[([^\]]*)\]/y;

/** `e.v(t=>Promise.all(["static/chunks/1a.css","static/chunks/2b.js"].map(t=>e.l(t))).then(…))` */
const TURBOPACK = /\bglobalThis(?:\.TURBOPACK|\["TURBOPACK"\])/;
const TURBOPACK_CHUNK = /"(static\/chunks\/[^"\\]+\.(?:js|css))"/g;

/** Parcel 2.8: `JSON.parse('{"bq6fg":"b.df5f3dcc.js","ecb4Q":"lazy.37fa6c82.js"}')` */
const PARCEL = /\bparcelRequire/;
const PARCEL_LIST = /JSON\.parse\((['"`])([[{].*?[\]}])\1\)/g;
/** Parcel's stylesheets, by the page's import map: `import.meta.resolve("hY07I")` */
const RESOLVED = /\bimport\.meta\.resolve\(\s*(["'`])([^"'`]+)\1\s*\)/g;

/** Vite's `b(()=>import("./bootstrap.js"),deps).then(…)`, or without the call around it. */
const FORWARD = /^\s*(?:["']use strict["'];?\s*)?(?:void\s+)?(?:[\w$]+\(\s*\(\)\s*=>\s*)?import\(/;
/** Characters of error handling that may follow. */
const LONGEST_REST = 300;
/** `new Worker("/assets/w.js")`, `new Worker(""+new URL("w.js",import.meta.url).href,{type:"module"})` */
const WORKER = /(?:\bnew\s+(?:\w+\.)?(?:Shared)?Worker\b|\bserviceWorker\.register|\bimportScripts)\s*\(([^)]{0,500})/g;
/** `new URL("w.js", import.meta.url)`, whatever it is for */
const BESIDE = /\bnew\s+URL\(([^)]{0,500}?),\s*(?:""\s*\+\s*)?import\.meta\.url/g;
/** Workers of webpack and Rspack: `new Worker(new URL(n.p+n.u(244),n.b))` */
const WORKER_CHUNK = /\bnew\s+(?:Shared)?Worker\(\s*new\s+URL\(\s*(?:\w+\.p\s*\+\s*)?\w+\.u\(/;

const scripts = (list: string): string[] => fileNames(list).filter((name) => !/\.css(?:[?#]|$)/.test(name));

const fileNames = (list: string): string[] =>
  [...list.matchAll(STRINGS)]
    .map(([, double, single, template]) => double ?? single ?? template ?? '')
    .filter((name) => FILE_NAME.test(name));

/** @throws Error if the lexer can't read the code */
export async function javascriptImports(code: string): Promise<Imports> {
  await init();
  const [found] = parse(code);
  const listed = fileNames(VITE_LIST.exec(code)?.[1] ?? '');
  for (const { d, se } of found) {
    if (d < 0) continue;
    VITE_INLINE_LIST.lastIndex = se;
    listed.push(...fileNames(VITE_INLINE_LIST.exec(code)?.[1] ?? ''));
  }
  if (TURBOPACK.test(code)) listed.push(...[...code.matchAll(TURBOPACK_CHUNK)].map(([, name]) => name ?? ''));
  if (PARCEL.test(code)) {
    const lists = [...code.matchAll(PARCEL_LIST)].map(([, , list = '']) => list.replaceAll('\\"', '"'));
    listed.push(...lists.flatMap(fileNames).map((name) => `./${name}`));
  }
  const resolved = [...code.matchAll(RESOLVED)].map(([, , specifier = '']) => specifier);
  const specifiers = (wanted: (start: number) => boolean): string[] =>
    found.flatMap(({ n, d }) => (n !== undefined && wanted(d) ? [n] : []));
  return {
    // -1: static, -2: import.meta, else where the argument of import() starts.
    static: specifiers((d) => d === -1),
    dynamic: [...specifiers((d) => d >= 0), ...resolved],
    forwards: forwards(code, found),
    listed,
    workers: [...[...code.matchAll(WORKER), ...code.matchAll(BESIDE)].flatMap(([, address = '']) => scripts(address))],
    loader: (CHUNK.test(code) && LOADS_CHUNK.test(code)) || WORKER_CHUNK.test(code),
  };
}

function forwards(code: string, found: ReturnType<typeof parse>[0]): boolean {
  const [only, ...more] = found.filter(({ d }) => d >= 0);
  if (only === undefined || more.length > 0) return false;
  // Vite's function may be in a file of its own.
  const helper = /^import\s*\{[^}]*\}\s*from\s*["'][^"']*["'];?(?=\s*[\w$]+\(\(\))/m;
  const plain = code
    .replace(/^const __vite__mapDeps=[^\n]*\n/, '')
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(helper, '');
  return FORWARD.test(plain) && plain.trim().length <= LONGEST_REST;
}

const CSS_IMPORT = /@import\s*(?:url\(\s*)?(?:"([^"]*)"|'([^']*)'|([^"'\s);]+))[^;]*;?/iy;
const CSS_STATEMENT = /@(?:charset|layer)\b[^;{]*;/iy;

/** Where the next rule starts: after white space and comments. */
function nextRule(code: string, from: number): number {
  let at = from;
  for (;;) {
    while (/\s/.test(code.charAt(at))) at++;
    if (!code.startsWith('/*', at)) return at;
    const end = code.indexOf('*/', at + 2);
    at = end < 0 ? code.length : end + 2;
  }
}

/** `@import` rules stand before all others, but for `@charset` and lists of layers. */
export function cssImports(code: string): Imports {
  const imported: string[] = [];
  for (let at = nextRule(code, 0); ; ) {
    CSS_IMPORT.lastIndex = CSS_STATEMENT.lastIndex = at;
    const rule = CSS_IMPORT.exec(code);
    if (rule) imported.push(rule[1] ?? rule[2] ?? rule[3] ?? '');
    else if (!CSS_STATEMENT.test(code))
      return { static: imported, dynamic: [], forwards: false, listed: [], workers: [], loader: false };
    at = nextRule(code, rule ? CSS_IMPORT.lastIndex : CSS_STATEMENT.lastIndex);
  }
}
