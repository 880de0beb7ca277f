/** All of a stream; null: it is more than `mostBytes`. What an answer's headers say of its size need not be true. */
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
    throw new Error('the connection broke before all had come', { cause });
  }
  return Buffer.concat(chunks);
}
