import { posix } from 'node:path';
import { isObject, type UnknownKeys } from '../../../text/parse-json.ts';
import { clean } from '../../../text/sanitize.ts';
import type { Draft, Imported } from '../../importer.ts';
import type { Project } from '../../project.ts';
import { isCode, type Path, type Source } from '../../read/source.ts';
import { noteTaker, shown } from '../notes.ts';
import { fromFolder } from '../paths.ts';
import { budgetsOf, limitsIn, type PageLimit } from './assertions.ts';
import { budgetsIn } from './budgets.ts';
import { type Page, pageAt } from './pages.ts';
import type { Device } from './score.ts';
import { startedBy } from './server.ts';

/** Reads the parts of a lighthouserc: which pages, on which server, with which limits. */

/** A limit, and the pages that it is for. */
interface LimitSet {
  readonly limits: readonly PageLimit[];
  applies(page: Page, address: string): boolean;
}

/** An address as it is written, and where. */
interface Address {
  readonly address: string;
  readonly source: Source;
  readonly at: Path;
}

export interface LighthouseRequest {
  readonly source: Source;
  readonly project: Project;
  /** Path of the config's keys, such as `['ci']`; for a step without a config, its inputs. */
  readonly at: Path;
  readonly isStep: boolean;
  readonly collect: UnknownKeys;
  readonly assert: UnknownKeys;
  /** Addresses that go before those of the config. */
  readonly addresses: readonly Address[];
  /** Path of a file with further Lighthouse budgets; null if there is none. */
  readonly budgetPath: string | null;
}

type Part = Omit<Imported, 'summary'> & { readonly count: number };

export async function importPages(request: LighthouseRequest): Promise<Part> {
  const { source, project, at, collect, assert } = request;
  const notes = noteTaker(source);
  const followed: string[] = [];
  const settings = isObject(collect.settings) ? collect.settings : {};
  const device = deviceOf(settings);
  const own = ownServer(request, notes);
  const addresses = request.addresses.length > 0 ? request.addresses : await addressesIn(request);
  const sets = [...assertSets(assert, device, [...at, 'assert'], notes)];
  const inSettings = budgetsIn(settings.budgets, [...at, 'collect', 'settings', 'budgets'], notes);
  sets.push(...inSettings.map(({ limits, applies }) => ({ limits, applies: ({ path }: Page) => applies(path) })));
  for (const [file, folder] of [
    [assert.budgetsFile, source.folder],
    [settings.budgetPath ?? settings['budget-path'] ?? collect.budgetPath, source.folder],
    [request.budgetPath, ''],
  ] as const) {
    if (typeof file !== 'string') continue;
    const budgets = await project.open(fromFolder(folder, file));
    followed.push(budgets.file);
    const own = noteTaker(budgets);
    sets.push(
      ...budgetsIn(budgets.value, [], own).map(({ limits, applies }) => ({
        limits,
        applies: ({ path }: Page) => applies(path),
      })),
    );
    notes.notes.push(...own.notes);
  }
  const common = { ...(device === 'desktop' && { device }), ...throttlingOf(settings), ...headersOf(request, notes) };
  if (!request.isStep) noteOthers(request, notes);
  const pages = addresses.map(({ address, source: { file, lineOf }, at: place }) => {
    const page = pageAt(address, own);
    const why = page.server === own ? '' : `on ${page.server.name}`;
    const what = `url ${shown(address)} → path: ${page.path}`;
    notes.notes.push({ outcome: 'alike', file, line: lineOf(place), what, why });
    const limits = sets.filter(({ applies }) => applies(page, address)).flatMap((set) => set.limits);
    return { page, limits };
  });
  if (own !== null)
    noteServer(
      request,
      own,
      pages.some(({ page }) => page.server === own),
      notes,
    );
  const hasTimes = pages.some(({ limits }) => limits.some(({ text }) => /s$|^0\./.test(text)));
  const runs = typeof collect.numberOfRuns === 'number' ? collect.numberOfRuns : 3;
  const servers = new Map(pages.map(({ page }) => [JSON.stringify(page.server), page.server]));
  return {
    count: pages.length,
    servers: [...servers.values()],
    vitals: pages.map(({ page, limits }) => ({
      name: page.name,
      settings: { server: page.server.name, path: page.path, ...common, budgets: budgetsOf(limits) },
    })),
    comments: [
      ...(hasTimes
        ? [
            `Lighthouse CI took the best of ${runs} runs; here it is the typical visit. If a limit is too tight, it shows in the first reports.`,
          ]
        : []),
      ...(holdsPerformance(assert)
        ? ['A score of categories:performance was held. Set lcp and cls, which are off, from the first reports.']
        : []),
    ],
    notes: notes.notes,
    followed,
  };
}

const deviceOf = (settings: UnknownKeys): Device =>
  settings.preset === 'desktop' || settings.formFactor === 'desktop' || settings.emulatedFormFactor === 'desktop'
    ? 'desktop'
    : 'mobile';

const throttlingOf = ({ throttlingMethod }: UnknownKeys): { throttling?: 'devtools' } =>
  throttlingMethod === 'devtools' ? { throttling: 'devtools' } : {};

function ownServer({ source, collect, at }: LighthouseRequest, notes: ReturnType<typeof noteTaker>): Draft | null {
  const { startServerCommand, staticDistDir } = collect;
  if (typeof startServerCommand === 'string' && startServerCommand.trim() !== '') {
    const server = startedBy(startServerCommand.trim());
    const timeout = collect.startServerReadyTimeout;
    const cwd = source.folder === '' ? {} : { cwd: source.folder };
    const ready = typeof timeout === 'number' && timeout > 30_000 ? { timeout: `${Math.ceil(timeout / 1_000)} s` } : {};
    return { ...server, settings: { ...server.settings, ...cwd, ...ready } };
  }
  if (typeof staticDistDir !== 'string') return null;
  const folder = fromFolder(source.folder, staticDistDir).replace(/\/+$/, '');
  if (!posix.isAbsolute(folder) && !folder.startsWith('..')) return { name: 'site', settings: { static: folder } };
  const what = `staticDistDir ${shown(staticDistDir)}`;
  notes.leftOut([...at, 'collect', 'staticDistDir'], what, 'it lies outside of this folder');
  return null;
}

function noteServer(
  { collect, at }: LighthouseRequest,
  { settings }: Draft,
  isUsed: boolean,
  notes: ReturnType<typeof noteTaker>,
): void {
  const key = settings.static === undefined ? 'startServerCommand' : 'staticDistDir';
  const written = collect[key];
  const path = [...at, 'collect', key];
  const becomes = settings.static === undefined ? `start: ${settings.start}` : `static: ${settings.static}`;
  if (!isUsed) notes.leftOut(path, `${key} ${shown(written)}`, 'none of the addresses is on it');
  else if (key === 'staticDistDir' || settings.start === String(written).trim()) {
    notes.alike(path, `${key} ${shown(written)} → ${becomes}`);
  } else notes.about(path, `${key} ${shown(written)} → ${becomes}`, 'it gets its port from PORT here');
}

/** The addresses to visit. Without any, Lighthouse CI visits up to five pages of a folder. */
async function addressesIn({ source, project, at, collect }: LighthouseRequest): Promise<Address[]> {
  const written = [collect.url].flat().filter((url): url is string => typeof url === 'string' && url.trim() !== '');
  if (written.length > 0) {
    return written.map((address, index) => ({
      address,
      source,
      at: [...at, 'collect', 'url', ...(Array.isArray(collect.url) ? [index] : [])],
    }));
  }
  const dist = typeof collect.staticDistDir === 'string' ? collect.staticDistDir : null;
  if (dist === null && collect.startServerCommand === undefined) return [];
  const folder = fromFolder(source.folder, dist ?? '').replace(/\/+$/, '');
  const found = dist !== null ? await project.filesOf([`${folder}/*.html`, `${folder}/*/*.html`]) : [];
  const paths = found
    .map((path) => posix.relative(folder, path))
    .filter((path) => !/(?:^|\/)(?:404|500)\.html$/.test(path))
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
    .slice(0, 5);
  const place = [...at, 'collect', dist === null ? 'startServerCommand' : 'staticDistDir'];
  return (paths.length === 0 ? ['/'] : paths).map((path) => ({
    address: `/${path.replace(/^\/|index\.html$/g, '')}`,
    source,
    at: place,
  }));
}

const depthOf = (path: string): number => path.split('/').length;

function* assertSets(
  assert: UnknownKeys,
  device: Device,
  at: Path,
  notes: ReturnType<typeof noteTaker>,
): Generator<LimitSet> {
  const withPreset = (set: UnknownKeys): UnknownKeys => ({
    ...(set.preset === 'lighthouse:all' ? PRESET_ALL : {}),
    ...(isObject(set.assertions) ? set.assertions : {}),
  });
  const notePreset = ({ preset }: UnknownKeys, place: Path) => {
    if (preset === undefined) return;
    const isAll = preset === 'lighthouse:all';
    const what = isAll ? 'its limits of speed are written' : 'of speed it only warns';
    notes.leftOut([...place, 'preset'], `preset ${shown(preset)}`, `${what}; keep Lighthouse CI for the rest`);
  };
  notePreset(assert, at);
  if (Array.isArray(assert.assertMatrix)) {
    for (const [index, set] of assert.assertMatrix.entries()) {
      if (!isObject(set)) continue;
      const place = [...at, 'assertMatrix', index];
      notePreset(set, place);
      const limits = limitsIn(withPreset(set), device, [...place, 'assertions'], notes);
      const pattern = typeof set.matchingUrlPattern === 'string' ? expressionOf(set.matchingUrlPattern) : /^/;
      if (pattern === null)
        notes.leftOut([...place, 'matchingUrlPattern'], shown(set.matchingUrlPattern), 'no regular expression');
      else
        yield {
          limits,
          applies: ({ path }, address) =>
            pattern.test(URL.canParse(address) ? address : `http://localhost:8080${path}`),
        };
    }
    return;
  }
  const limits = limitsIn(withPreset(assert), device, [...at, 'assertions'], notes);
  yield { limits, applies: () => true };
}

/** The preset `all` as far as it is about speed: each audit is an error below a score of 0.9. */
const PRESET_ALL: UnknownKeys = Object.fromEntries(
  [
    'first-contentful-paint',
    'largest-contentful-paint',
    'cumulative-layout-shift',
    'speed-index',
    'server-response-time',
  ].map((audit) => [audit, 'error']),
);

function expressionOf(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern);
  } catch {
    return null;
  }
}

/**
 * Headers with literal values are kept. Values from code or the environment may be secrets: then all headers are left
 * out.
 */
function headersOf(
  { source, collect, at }: LighthouseRequest,
  notes: ReturnType<typeof noteTaker>,
): { headers?: UnknownKeys } {
  const settings = isObject(collect.settings) ? collect.settings : {};
  const written = typeof settings.extraHeaders === 'string' ? parsed(settings.extraHeaders) : settings.extraHeaders;
  if (!isObject(written) || Object.keys(written).length === 0) return {};
  const path = [...at, 'collect', 'settings', 'extraHeaders'];
  const names = Object.keys(written)
    .map((name) => clean(name, 60))
    .join(', ');
  const isPlain = ([name, value]: [string, unknown]) =>
    /^x-[\w-]+$/i.test(name) && typeof value === 'string' && /^[\x20-\x7e]+$/.test(value) && !value.includes('$');
  if (isCode(source.file) || !Object.entries(written).every(isPlain)) {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
    notes.leftOut(path, `extraHeaders ${names}`, 'write headers: or cookies: of the page, with secrets as ${env:NAME}');
    return {};
  }
  notes.alike(path, `extraHeaders ${names} → headers`);
  return { headers: written };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const COLLECT: Readonly<Record<string, string | null>> = {
  ...Object.fromEntries(
    ['url', 'staticDistDir', 'startServerCommand', 'settings', 'budgetPath', 'additive'].map((key) => [key, null]),
  ),
  ...Object.fromEntries(['isSinglePageApplication', 'startServerReadyTimeout'].map((key) => [key, null])),
  numberOfRuns: 'how often is decided here, by how much the figures scatter',
  startServerReadyPattern: 'the server is polled until it answers, at / or at ready',
  puppeteerScript: 'it is code; write its steps as before: of the page',
  puppeteerLaunchOptions: 'the browser is started here',
  chromePath: 'CHROME_PATH names another browser',
  chromeFlags: 'the browser is started here',
  headful: 'the browser is started here',
  method: 'pages are measured in this job',
  psiApiKey: 'pages are measured in this job',
  psiApiEndpoint: 'pages are measured in this job',
  psiStrategy: 'pages are measured in this job',
  autodiscoverUrlBlocklist: 'pages are named here',
  maxAutodiscoverUrls: 'pages are named here',
};

const SETTINGS_KEPT = [
  'preset',
  'formFactor',
  'emulatedFormFactor',
  'throttlingMethod',
  'extraHeaders',
  'budgets',
  'budgetPath',
  'budget-path',
];
const ASSERT_DECIDED = ['aggregationMethod', 'lhr'];
const NO_KEY = 'no key of Lighthouse CI at this place, so it did nothing';

const ASSERT_KEPT = ['preset', 'assertions', 'assertMatrix', 'budgetsFile', 'includePassedAssertions'];

function noteOthers({ source, collect, assert, at }: LighthouseRequest, notes: ReturnType<typeof noteTaker>): void {
  for (const [key, value] of Object.entries(collect)) {
    const why = COLLECT[key];
    if (why === null) continue;
    const known = Object.hasOwn(COLLECT, key);
    notes.leftOut(
      [...at, 'collect', key],
      `${key} ${shown(value)}`,
      known ? String(why) : 'no key of collect that is known here',
    );
  }
  for (const [key, value] of Object.entries(isObject(collect.settings) ? collect.settings : {})) {
    if (SETTINGS_KEPT.includes(key)) continue;
    const why = key === 'throttling' ? 'the network and CPU of mobile and desktop are fixed here' : 'decided here';
    notes.leftOut([...at, 'collect', 'settings', key], `${key} ${shown(value)}`, why);
  }
  for (const [key, value] of Object.entries(assert)) {
    if (ASSERT_KEPT.includes(key)) continue;
    const why = ASSERT_DECIDED.includes(key) ? 'decided here' : NO_KEY;
    notes.leftOut([...at, 'assert', key], `${key} ${shown(value)}`, why);
  }
  const ci = at.reduce<unknown>((value, part) => (isObject(value) ? value[part] : null), source.value);
  for (const [key, value] of Object.entries(isObject(ci) ? ci : {})) {
    if (['collect', 'assert', 'extends', 'wizard'].includes(key)) continue;
    const isService = key === 'upload' || key === 'server';
    notes.leftOut(
      [...at, key],
      isService ? key : `${key} ${shown(value)}`,
      isService ? "of Lighthouse CI's own server" : NO_KEY,
    );
  }
}

function holdsPerformance(assert: UnknownKeys): boolean {
  const sets = [assert, ...(Array.isArray(assert.assertMatrix) ? assert.assertMatrix : [])];
  return sets.some(
    (set) =>
      isObject(set) &&
      isObject(set.assertions) &&
      Object.entries(set.assertions).some(
        ([key, value]) => /^categories[.:]performance$/.test(key) && [value].flat()[0] === 'error',
      ),
  );
}
