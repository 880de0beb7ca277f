import type { ConnectionTransport } from 'puppeteer-core';

/** Transports the DevTools protocol over Chromium's debugging pipes, where each message ends with a NUL byte. */
export function pipeTransport(outgoing: NodeJS.WritableStream, incoming: NodeJS.ReadableStream): ConnectionTransport {
  let pending: Buffer[] = [];
  const transport: ConnectionTransport = {
    send(message) {
      outgoing.write(`${message}\0`);
    },
    close() {
      outgoing.end();
    },
  };
  incoming.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
      const message = Buffer.concat([...pending, chunk.subarray(start, end)]).toString();
      pending = [];
      start = end + 1;
      // One turn of the event loop per message, as with a WebSocket, so that promises settle in between.
      setImmediate(() => transport.onmessage?.(message));
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  });
  incoming.on('close', () => setImmediate(() => transport.onclose?.())); // after its last message
  // Chromium died; its exit event is reported.
  incoming.on('error', () => {});
  outgoing.on('error', () => {});
  return transport;
}
