import { z } from 'zod';
import type { Result } from '../../model/report.ts';
import { say } from '../../text/inline.ts';
import type { Chart, Part } from '../chart.ts';

const bytes = z.number().nonnegative().nullable();
const named = { name: z.string(), base: bytes, head: bytes };
const detailsSchema = z.object({
  contents: z.object({
    parts: z.array(z.object({ kind: z.string(), ...named })),
    modules: z.array(z.object(named)),
  }),
});

/** The whole bundle by packages, folders and modules: base and head in one map. */
export function charts({ metric, subject, part, details }: Result): Chart[] {
  if (metric !== 'total' || part != null) return [];
  const contents = detailsSchema.safeParse(details).data?.contents;
  if (contents === undefined) return [];
  const own = new Set(contents.parts.filter(({ kind }) => kind === 'own').map(({ name }) => name));
  const parts = contents.parts.flatMap(({ kind, name, base, head }): Part[] => {
    if (kind !== 'own') return [{ name, group: kind === 'package' ? 'packages' : null, base, head }];
    const modules = contents.modules.filter((one) => folderOf(one.name, own) === name);
    return [...modules.map((one) => ({ ...one, group: name })), ...rest(name, { base, head }, modules)];
  });
  return [{ kind: 'difference-map', title: say`What ${subject} is made of, base against head`, unit: 'B', parts }];
}

/** The nearest folder above a module that is a part of its own. */
function folderOf(module: string, folders: ReadonlySet<string>): string | null {
  for (let path = module; path.includes('/'); ) {
    path = path.slice(0, path.lastIndexOf('/'));
    if (folders.has(path)) return path;
  }
  return null;
}

/** A folder's remaining bytes, outside its listed modules. */
function rest(
  name: string,
  whole: Pick<Part, 'base' | 'head'>,
  modules: readonly Pick<Part, 'base' | 'head'>[],
): Part[] {
  const left = (side: 'base' | 'head') => {
    const size = whole[side];
    return size === null ? null : Math.max(0, size - modules.reduce((sum, one) => sum + (one[side] ?? 0), 0));
  };
  const [base, head] = [left('base'), left('head')];
  if ((base ?? 0) + (head ?? 0) === 0) return [];
  return [{ name: modules.length === 0 ? name : `${name} (others)`, group: name, base, head }];
}
