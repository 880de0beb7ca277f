const LIMIT_MS = 10_000;

/**
 * The status of a page's document where that is an error, else null. Chromium shows a page of its own for an error
 * without a body, and Lighthouse then doesn't tell the status.
 */
export async function errorStatus(url: string, signal: AbortSignal): Promise<number | null> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
    const response = await fetch(url, { signal: limit, headers: { accept: 'text/html' } });
    await response.body?.cancel();
    return response.status >= 400 ? response.status : null;
  } catch {
    signal.throwIfAborted();
    return null; // it did not answer: that is told already
  }
}
