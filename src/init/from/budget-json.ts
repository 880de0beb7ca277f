import { UsageError } from '../../errors.ts';
import { isObject } from '../../text/parse-json.ts';
import { detectedHere } from '../detected.ts';
import type { Draft, Imported, Importer } from '../importer.ts';
import type { Project } from '../project.ts';
import type { Source } from '../read/source.ts';
import { budgetsOf } from '../shared/lighthouse/assertions.ts';
import { budgetsIn } from '../shared/lighthouse/budgets.ts';
import { PREVIEW } from '../shared/lighthouse/pages.ts';
import { noteTaker } from '../shared/notes.ts';

/** Lighthouse's budgets that no config names: https://github.com/GoogleChrome/budget.json */
export const budgetJson: Importer = {
  tool: 'budget-json',
  title: "Lighthouse's budgets",
  files: ['budget.json', 'budgets.json', 'lighthouse-budget.json', 'performance-budget.json'],
  isConfig: isBudgets,
  read,
};

function isBudgets(value: unknown): boolean {
  const isEntry = (entry: unknown) =>
    isObject(entry) && ['timings', 'resourceSizes', 'resourceCounts'].some((key) => Array.isArray(entry[key]));
  return Array.isArray(value) && value.length > 0 && value.every(isEntry);
}

/**
 * Pages are the detected ones, since the file names them only by patterns. A config of Lighthouse itself may hold it,
 * too.
 */
async function read(source: Source, project: Project): Promise<Imported> {
  const at = isObject(source.value) ? ['settings', 'budgets'] : [];
  const value =
    isObject(source.value) && isObject(source.value.settings) ? source.value.settings.budgets : source.value;
  if (!isBudgets(value)) {
    throw new UsageError(
      `${source.file}: Lighthouse's budgets are a list with timings, resourceSizes or resourceCounts.`,
    );
  }
  const notes = noteTaker(source);
  const budgets = budgetsIn(value, at, notes);
  const found = await detectedHere(project);
  const pages = found.ok ? (found.imported.vitals ?? []) : [];
  const home: Draft = { name: 'home', settings: { server: PREVIEW.name, path: '/' } };
  return {
    summary: `Lighthouse's budgets, ${budgets.length} ${budgets.length === 1 ? 'entry' : 'entries'}`,
    servers: found.ok && pages.length > 0 ? (found.imported.servers ?? []) : [PREVIEW],
    vitals: (pages.length > 0 ? pages : [home]).map(({ name, settings }) => ({
      name,
      settings: {
        ...settings,
        budgets: budgetsOf(
          budgets.filter(({ applies }) => applies(String(settings.path))).flatMap(({ limits }) => limits),
        ),
      },
    })),
    notes: notes.notes,
  };
}
