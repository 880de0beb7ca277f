import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { pipeTransport } from '../../../../src/checks/vitals/visit/pipe-transport.ts';

it('the pipe to Chromium puts messages together, however they are cut', async () => {
  const incoming = new PassThrough();
  const transport = pipeTransport(new PassThrough(), incoming);
  const messages: string[] = [];
  const closed = new Promise<void>((resolve) => {
    transport.onmessage = (message) => messages.push(message);
    transport.onclose = resolve;
  });
  for (const byte of Buffer.from('{"id":1}\0{"text":"über 🚀"}\0')) incoming.write(Buffer.of(byte));
  incoming.end('a\0b\0');
  await closed;
  expect(messages).toEqual(['{"id":1}', '{"text":"über 🚀"}', 'a', 'b']);
});

it('each message to Chromium ends with a NUL byte', () => {
  const outgoing = new PassThrough();
  const transport = pipeTransport(outgoing, new PassThrough());
  transport.send('{"id":1}');
  transport.send('{"id":2}');
  expect(outgoing.read().toString()).toBe('{"id":1}\0{"id":2}\0');
});
