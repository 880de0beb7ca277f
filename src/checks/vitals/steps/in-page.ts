/// <reference lib="dom" />
/**
 * A function as it is sent to the page. Only its source gets there, so it must not refer to anything outside of itself;
 * and bundled, that source calls esbuild's `__name`, which a page does not have.
 */
export function inPage<Given extends unknown[], Result>(
  run: (...given: Given) => Result,
): (...given: Given) => Promise<Awaited<Result>> {
  return new Function('...given', `const __name = (named) => named; return (${run})(...given);`) as (
    ...given: Given
  ) => Promise<Awaited<Result>>;
}
