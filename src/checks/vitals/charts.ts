import { z } from 'zod';
import type { Result } from '../../model/report.ts';
import { code, type Sentence, say } from '../../text/inline.ts';
import { quantity } from '../../text/quantity.ts';
import { byDifference, type Chart, type Part, type Waterfall } from '../chart.ts';
import { fileKey, fileName } from './explain/files.ts';
import { readFilm } from './film.ts';

const PHASES = {
  timeToFirstByte: 'until the first byte',
  resourceLoadDelay: 'until its file is asked for',
  resourceLoadDuration: 'until its file is there',
  elementRenderDelay: 'until it is painted',
} as const;
const PARTS = {
  inputDelayMs: 'until the page reacts',
  processingMs: 'while it works',
  presentationMs: 'until it is painted',
} as const;

const numbers = z.record(z.string(), z.unknown());
const withParts = z.object({ phases: numbers.optional(), parts: numbers.nullish() }).nullable();
const withFiles = z
  .object({ files: z.array(z.object({ url: z.string(), bytes: z.number().nonnegative() })) })
  .nullable();

const withWaterfall = z
  .object({
    waterfall: z.array(
      z.object({
        url: z.string(),
        startMs: z.number().nonnegative(),
        endMs: z.number().nonnegative(),
        blocking: z.boolean().default(false),
      }),
    ),
  })
  .nullable();

const sides = <T extends z.ZodType>(of: T) => z.object({ base: of, head: of });

/** Charts of the parts of a page's figures, base beside head. */
export function charts(result: Result): Chart[] {
  const { metric, subject, variant, details } = result;
  const name = say`${subject}${variant === null ? [] : say`, ${variant}`}`;
  if (metric === 'lcp' || metric === 'inp') {
    const { data } = sides(withParts).safeParse(details);
    const names: Readonly<Record<string, string>> = metric === 'lcp' ? PHASES : PARTS;
    const of = (side: 'base' | 'head', key: string): number | null => {
      const value = (metric === 'lcp' ? data?.[side]?.phases : data?.[side]?.parts)?.[key];
      return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
    };
    const phases = Object.entries(names).map(([key, what]) => ({
      name: what,
      base: of('base', key),
      head: of('head', key),
    }));
    const title =
      metric === 'lcp'
        ? say`${name}: how the largest element comes to be painted, in the typical visit, observed`
        : say`${name}: what the interaction waits for, in the typical visit`;
    const drawn: Chart[] = phases.some(({ head }) => head !== null)
      ? [{ kind: 'phases', title, unit: 'ms', phases }]
      : [];
    return metric === 'lcp' ? [...filmOf(result, name), ...drawn] : drawn;
  }
  if (metric === 'requests') return waterfallOf(result, name);
  if (metric !== 'bytes') return [];
  const { data } = sides(withFiles).safeParse(details);
  const files = new Map<string, Part>();
  for (const side of ['base', 'head'] as const) {
    for (const { url, bytes } of data?.[side]?.files ?? []) {
      const key = fileKey(url) ?? url;
      const before = files.get(key) ?? { name: key, group: null, base: null, head: null };
      files.set(key, { ...before, [side]: (before[side] ?? 0) + bytes });
    }
  }
  const size = (value: number | null) => (value === null ? '–' : quantity(value, 'B'));
  const rows = [...files.values()].sort(byDifference).map(({ name, base, head }) => ({
    name: [code(name)],
    base: size(base),
    head: size(head),
    changed: base !== head,
  }));
  return rows.length === 0
    ? []
    : [{ kind: 'beside', of: 'file', title: say`${name}: its largest files, as they are transferred`, rows }];
}

/** The requests of both sides by their addresses without hashes: the second of one address with the second. */
function waterfallOf({ details }: Result, name: Sentence): Chart[] {
  const { data } = sides(withWaterfall).safeParse(details);
  if (data === undefined || (data.head?.waterfall ?? []).length === 0) return [];
  const rows = new Map<string, Waterfall['rows'][number]>();
  for (const side of ['head', 'base'] as const) {
    const times = new Map<string, number>();
    for (const { url, startMs, endMs, blocking } of data[side]?.waterfall ?? []) {
      const key = fileKey(url) ?? url;
      const nth = (times.get(key) ?? 0) + 1;
      times.set(key, nth);
      const id = `${nth} ${key}`;
      const before = rows.get(id) ?? { name: fileName(url) ?? key, base: null, head: null, blocking };
      rows.set(id, { ...before, [side]: { startMs, endMs: Math.max(startMs, endMs) } });
    }
  }
  const start = ({ base, head }: Waterfall['rows'][number]) => (head ?? base)?.startMs ?? 0;
  const sorted = [...rows.values()].sort((a, b) => start(a) - start(b));
  const title = say`${name}: its requests in the typical visit, observed`;
  return [{ kind: 'waterfall', of: 'request', title, rows: sorted }];
}

function filmOf({ details }: Result, name: Sentence): Chart[] {
  const { data } = sides(z.unknown()).safeParse(details);
  const [base, head] = [readFilm(data?.base), readFilm(data?.head)];
  if (head === null) return [];
  const title = say`${name}: what it looks like while it loads, in one more visit that is not judged`;
  return [{ kind: 'film', mark: 'largest element painted', title, base, head }];
}
