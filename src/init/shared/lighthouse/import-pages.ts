import { isObject } from '../../../text/parse-json.ts';
import type { Imported } from '../../importer.ts';
import type { Path } from '../../read/source.ts';
import { type Notes, noteTaker, shown } from '../notes.ts';
import { fromFolder } from '../paths.ts';
import { addressesIn } from './addresses.ts';
import { assertSets, holdsPerformance, type LimitSet } from './assertion-sets.ts';
import { budgetsOf } from './assertions.ts';
import { budgetsIn } from './budgets.ts';
import { noteOthers } from './other-keys.ts';
import { noteServer, ownServer } from './own-server.ts';
import { deviceOf, headersOf, throttlingOf } from './page-settings.ts';
import { pageAt } from './pages.ts';
import type { LighthouseRequest } from './request.ts';

type Part = Omit<Imported, 'summary'> & { readonly count: number };

/** Reads which pages are visited, on which server, and with which limits. */
export async function importPages(request: LighthouseRequest): Promise<Part> {
  const { source, project, at, collect, assert } = request;
  const notes = noteTaker(source);
  const followed: string[] = [];
  const settings = isObject(collect.settings) ? collect.settings : {};
  const device = deviceOf(settings);
  const own = ownServer(request, notes);
  const addresses = request.addresses.length > 0 ? request.addresses : await addressesIn(request);
  const sets: LimitSet[] = [
    ...assertSets(assert, device, [...at, 'assert'], notes),
    ...budgetSets(settings.budgets, [...at, 'collect', 'settings', 'budgets'], notes),
  ];
  for (const [file, folder] of [
    [assert.budgetsFile, source.folder],
    [settings.budgetPath ?? settings['budget-path'] ?? collect.budgetPath, source.folder],
    [request.budgetPath, ''],
  ] as const) {
    if (typeof file !== 'string') continue;
    const budgets = await project.open(fromFolder(folder, file));
    followed.push(budgets.file);
    const inFile = noteTaker(budgets);
    sets.push(...budgetSets(budgets.value, [], inFile));
    notes.notes.push(...inFile.notes);
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
  const isUsed = pages.some(({ page }) => page.server === own);
  if (own !== null) noteServer(request, own, isUsed, notes);
  const hasTimes = pages.some(({ limits }) => limits.some(({ text }) => /s$|^0\./.test(text)));
  const servers = new Map(pages.map(({ page }) => [JSON.stringify(page.server), page.server]));
  return {
    count: pages.length,
    servers: [...servers.values()],
    vitals: pages.map(({ page, limits }) => ({
      name: page.name,
      settings: { server: page.server.name, path: page.path, ...common, budgets: budgetsOf(limits) },
    })),
    comments: [
      ...(hasTimes ? [bestOf(typeof collect.numberOfRuns === 'number' ? collect.numberOfRuns : 3)] : []),
      ...(holdsPerformance(assert) ? [SCORE] : []),
    ],
    notes: notes.notes,
    followed,
  };
}

const bestOf = (runs: number): string =>
  `Lighthouse CI took the best of ${runs} runs; here it is the typical visit. If a limit is too tight, it shows in the first reports.`;
const SCORE = 'A score of categories:performance was held. Set lcp and cls, which are off, from the first reports.';

/** Limits of a list of Lighthouse budgets, which name pages by their paths. */
const budgetSets = (budgets: unknown, at: Path, notes: Notes): LimitSet[] =>
  budgetsIn(budgets, at, notes).map(({ limits, applies }) => ({ limits, applies: ({ path }) => applies(path) }));
