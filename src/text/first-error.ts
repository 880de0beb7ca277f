/** Words by which compilers, bundlers, package managers and runtimes begin an error. */
const ERROR =
  /\b(?:\w*error|\w*exception|fatal|panic|failed|failure|cannot|can't|could not|not found|no such)\b|\bERR!|✘/i;

/** Source code that Node shows above an error, frames of a stack, and counts of no errors. */
const NO_ERROR = /\bthrow\b|^\s*at\s|\b(?:0|no|without) errors?\b/i;

export const statesError = (line: string): boolean => ERROR.test(line) && !NO_ERROR.test(line);

/** The first error in a command's output, on one line; null if no line states one. */
export function firstError(output: string): string | null {
  const lines = output.split('\n').map((line) => line.trim());
  const index = lines.findIndex(statesError);
  const line = lines[index];
  if (line === undefined) return null;
  // Vite: `error during build:`, and the error itself on the next line.
  const next = line.endsWith(':') ? lines.slice(index + 1).find((other) => other !== '') : undefined;
  return next === undefined ? line : `${line} ${next}`;
}
