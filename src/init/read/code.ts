import type { Path, Source } from './source.ts';

/** A config that is code: the value that it exports, and lines where these are sure. */
export function sourceOfCode(text: string, value: unknown, file: string, folder: string): Source {
  const lineAt = (index: number): number => text.slice(0, index).split('\n').length;
  return {
    file,
    folder,
    value,
    lineOf(path) {
      const key = path.findLast((part) => typeof part === 'string');
      if (typeof key !== 'string') return null;
      const written = occurrences(text, new RegExp(`(?<![\\w$.-])(['"]?)${escaped(key)}\\1\\s*:`, 'g'));
      const paths = pathsTo(value, key);
      // Keys come in the same order if the code writes them as often as its value has them.
      const place = paths.findIndex((one) => one.join('\0') === path.slice(0, path.lastIndexOf(key) + 1).join('\0'));
      const index = written.length === paths.length ? written[place] : undefined;
      if (index !== undefined) return lineAt(index);
      const literal = path.reduce<unknown>((one, part) => (one as Record<string, unknown> | null)?.[part], value);
      if (typeof literal !== 'string' && typeof literal !== 'number') return null;
      const quote = typeof literal === 'string' ? `['"\`]` : '\\b';
      const [only, ...others] = occurrences(text, new RegExp(quote + escaped(String(literal)) + quote, 'g'));
      return only === undefined || others.length > 0 ? null : lineAt(only);
    },
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const occurrences = (text: string, pattern: RegExp): number[] => [...text.matchAll(pattern)].map(({ index }) => index);

/** The paths of all keys of this name, in the order of the value. */
function pathsTo(value: unknown, key: string, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    return [...(name === key ? [at] : []), ...pathsTo(inner, key, at)];
  });
}
