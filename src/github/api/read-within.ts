/** The whole stream; null if it has more than `mostBytes`. The size in an answer's headers may be wrong. */
export async function readWithin(stream: ReadableStream<Uint8Array>, mostBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > mostBytes) return null;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new Error('the connection broke before the end', { cause });
  }
  return Buffer.concat(chunks);
}
