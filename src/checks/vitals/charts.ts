import { z } from 'zod';
import type { Result } from '../../model/report.ts';
import { code, say } from '../../text/inline.ts';
import { quantity } from '../../text/quantity.ts';
import { byDifference, type Chart, type Part } from '../chart.ts';
import { fileKey } from './explain/files.ts';

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

const sides = <T extends z.ZodType>(of: T) => z.object({ base: of, head: of });

/** What a page's figures consist of, base's beside head's. */
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
    return phases.some(({ head }) => head !== null) ? [{ kind: 'phases', title, unit: 'ms', phases }] : [];
  }
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
