import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Execution } from '../../../../src/inspect/postgres/wire/execution.ts';
import { openSession } from '../../../../src/inspect/postgres/wire/session.ts';
import { extended, simple } from '../../../support/postgres/client.ts';

const frame = (type: string, body: Buffer | string = ''): Buffer => {
  const head = Buffer.alloc(type.length + 4, type);
  const bytes = Buffer.from(body);
  head.writeInt32BE(bytes.length + 4, type.length);
  return Buffer.concat([head, bytes]);
};
const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const row = (value: string) =>
  frame('D', Buffer.concat([int16(1), Buffer.from([0, 0, 0, value.length]), Buffer.from(value)]));
const column = frame('T', Buffer.concat([int16(1), Buffer.from('id\0'), Buffer.alloc(18)]));
const ready = (status = 'I') => frame('Z', status);
const done = frame('C', 'SELECT 1\0');

/** What both sides say in turn: a start, pipelined statements of which one fails, several in one text, a copy. */
const EXCHANGE: readonly (readonly ['client' | 'server', Buffer])[] = [
  ['client', frame('', Buffer.from('\0\x03\0\0user\0ada\0\0', 'latin1'))],
  [
    'server',
    Buffer.concat([frame('R', '\0\0\0\0'), frame('S', 'is_superuser\0on\0'), frame('K', '12345678'), ready()]),
  ],
  [
    'client',
    Buffer.concat([extended('select id from a', []), extended('select $1 from b', ['7']), extended('select 3', [])]),
  ],
  [
    'server',
    Buffer.concat([
      ...[frame('1'), frame('2'), column, row('7'), row('8'), done, ready()],
      ...[frame('1'), frame('2'), frame('E', 'SERROR\0MIt failed\0\0'), ready()],
      ...[frame('1'), frame('2'), column, row('3'), done, ready()],
    ]),
  ],
  ['client', simple('begin; select id from c; insert into d values (1)')],
  [
    'server',
    Buffer.concat([frame('C', 'BEGIN\0'), column, row('x'.repeat(100)), done, frame('C', 'INSERT 0 1\0'), ready('T')]),
  ],
  ['client', simple('copy e from stdin')],
  ['server', frame('G', Buffer.from([0, 0, 0]))],
  ['client', Buffer.concat([frame('d', 'a\n'), frame('d', 'b\n'), frame('c')])],
  ['server', Buffer.concat([frame('C', 'COPY 2\0'), ready('T')])],
];

function readAlong(exchange: readonly (readonly ['client' | 'server', Buffer])[]) {
  const [toServer, toClient]: [Buffer[], Buffer[]] = [[], []];
  const seen: Execution[] = [];
  let clock = 0;
  const session = openSession({
    toServer: (bytes) => toServer.push(Buffer.from(bytes)),
    toClient: (bytes) => toClient.push(Buffer.from(bytes)),
    executed: (execution) => seen.push(execution),
    planned: () => {},
    reset: () => {},
    roundTrip: () => {},
    refused: () => {},
    keepsValues: () => true,
    sentBytes: () => 0,
    now: () => {
      clock += 1;
      return clock;
    },
  });
  for (const [from, bytes] of exchange) {
    // A socket may use the memory of a chunk again.
    const chunk = Buffer.from(bytes);
    if (from === 'client') session.fromClient(chunk);
    else session.fromServer(chunk);
    chunk.fill(0xff);
  }
  return {
    toServer: Buffer.concat(toServer),
    toClient: Buffer.concat(toClient),
    log: seen.map(({ statement, parameters, rows, failed, columns }) => ({
      shape: statement.shape,
      parameters,
      rows,
      failed,
      columns: columns.map(({ name, values }) => [name, ...values]),
    })),
    status: session.status(),
    isBusy: session.busySince() !== null,
  };
}

it('statements, rows, failures and the state of a connection are read from the wire', () => {
  const { log, status, isBusy } = readAlong(EXCHANGE);
  expect(log.map(({ shape, rows, failed }) => [shape, rows, failed])).toEqual([
    ['select id from a', 2, false],
    ['select ? from b', 0, true],
    ['select ?', 1, false],
    ['begin', 0, false],
    ['select id from c', 1, false],
    ['insert into d values (?)', 0, false],
    ['copy e from stdin', 0, false],
  ]);
  expect(log[0]?.columns).toEqual([['id', '7', '8']]);
  expect(log[1]?.parameters).toEqual([['7']]);
  expect([status, isBusy]).toEqual(['T', false]);
});

it('wherever chunks end, the same is read, and what comes out is what went in', () => {
  const whole = readAlong(EXCHANGE);
  const sent = (side: 'client' | 'server') =>
    Buffer.concat(EXCHANGE.flatMap(([from, bytes]) => (from === side ? [bytes] : [])));
  expect(whole.toServer).toEqual(sent('client'));
  expect(whole.toClient).toEqual(sent('server'));
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (lengths) => {
      const split = EXCHANGE.flatMap(([from, bytes]) => {
        const chunks: [typeof from, Buffer][] = [];
        for (let at = 0; at < bytes.length; ) {
          const end = at + (lengths.next().value as number);
          chunks.push([from, bytes.subarray(at, end)]);
          at = end;
        }
        return chunks;
      });
      expect(readAlong(split)).toEqual(whole);
    }),
  );
});
