/** How a process ended. `error`: it never started. */
export type Exit =
  | { readonly type: 'code'; readonly code: number }
  | { readonly type: 'signal'; readonly signal: string }
  | { readonly type: 'error'; readonly error: string };

export const succeeded = (exit: Exit): boolean => exit.type === 'code' && exit.code === 0;

/** The predicate of a sentence whose subject is the command. */
export function describeExit(exit: Exit): string {
  if (exit.type === 'code') return `ended with exit code ${exit.code}`;
  if (exit.type === 'signal') return `was ended by ${exit.signal}`;
  return `could not be started: ${exit.error}`;
}

/** Null if `signal` aborts first, or `timeoutMs` pass. */
export async function exitOrAbort(
  exited: Promise<Exit>,
  signal: AbortSignal,
  timeoutMs?: number,
): Promise<Exit | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const stop = () => resolve(null);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const timer = timeoutMs === undefined ? undefined : setTimeout(stop, timeoutMs);
  try {
    return await Promise.race([exited, promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
