/// <reference lib="dom" />
/**
 * Prepares a function to run in the page. Only its source gets there, so it must refer to nothing outside itself. Once
 * bundled, that source calls esbuild's `__name`, which a page lacks.
 */
export function inPage<Given extends unknown[], Result>(
  run: (...given: Given) => Result,
): (...given: Given) => Promise<Awaited<Result>> {
  return new Function('...given', `const __name = (named) => named; return (${run})(...given);`) as (
    ...given: Given
  ) => Promise<Awaited<Result>>;
}
