import { type RunOptions, runCommand } from '../processes/shell-command.ts';

/** Docker waits 10 s for each container before it kills it. */
const LONGEST_MS = 60_000;
/** Limit in a cancelled run: GitHub leaves 10 s in all, and the process tree needs 2 s of them. */
const LONGEST_ONCE_CANCELLED_MS = 5_500;

/**
 * Runs a server's `stop` to its end, also in a run that was cancelled, which gives it less time. Never rejects.
 *
 * @returns null if it succeeded, else the reason and its output (null if unknown)
 */
export async function runStop(
  command: string,
  { signal, ...options }: RunOptions,
): Promise<{ readonly message: string; readonly log: string | null } | null> {
  const late = new AbortController();
  let timer = setTimeout(() => late.abort(), LONGEST_MS);
  const hurry = () => {
    clearTimeout(timer);
    timer = setTimeout(() => late.abort(), LONGEST_ONCE_CANCELLED_MS);
  };
  if (signal.aborted) hurry();
  signal.addEventListener('abort', hurry, { once: true });
  try {
    const stopped = await runCommand(command, { ...options, signal: late.signal });
    return stopped.ok ? null : stopped;
  } catch {
    return { message: `\`${command}\` took too long`, log: null };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', hurry);
  }
}
