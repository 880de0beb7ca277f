import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Client, ResponseHead } from './autocannon.ts';
import type { AnswerReader } from './read-answers.ts';

/**
 * autocannon 9 goes wrong where a server ends connections: it pairs answers with earlier requests, ignores
 * `Connection: close`, counts informational answers, waits for the body of HEAD, never ends a body that the end of the
 * connection ends, and waits forever after an answer that is not HTTP. Its clients are fixed from the outside, before
 * their first connection (https://github.com/mcollina/autocannon/blob/v9.0.0/lib/httpClient.js).
 *
 * @param onLost gets the number of requests whose connection ended before they were answered in full.
 */
export function repairClient(
  client: Client,
  method: string,
  reader: AnswerReader,
  onLost: (requests: number) => void,
): void {
  const { parser, pipelinedRequests: pending } = client;
  const connect = client._connect.bind(client);
  const doRequest = client._doRequest.bind(client);
  /** The server said that it will end the connection after this answer. */
  let closing = false;
  /** The connection ended by an error: an answer that lasts until the end is cut. */
  let broken = false;
  /** The end of the connection is just ending an answer. */
  let finishing = false;
  const isDone = () => client.reqsMade >= client.responseMax;

  pending.addBody = reader.chunk;
  client.on('connError', () => {
    broken = true;
  });

  client._connect = () => {
    // The parser's own callbacks are set between construction and the first connection.
    if (client.conn === undefined) repairParser();
    else {
      release(client.conn);
      if (!broken && pending.size() > 0) {
        finishing = true;
        parser.finish();
        finishing = false;
      }
    }
    closing = false;
    broken = false;
    onLost(pending.size());
    pending.clear();
    parser.reinitialize(parser.constructor.RESPONSE);
    if (isDone()) client.destroy();
    else connect();
  };

  client._doRequest = () => {
    if (finishing) return; // _connect goes on from here
    if (closing && !isDone()) client._resetConnection();
    else doRequest();
  };

  function repairParser(): void {
    const { kOnHeadersComplete, kOnMessageComplete } = parser.constructor;
    const onHeaders = parser[kOnHeadersComplete]?.bind(parser);
    const onComplete = parser[kOnMessageComplete]?.bind(parser);
    const execute = parser.execute.bind(parser);
    let informational = false;
    parser[kOnHeadersComplete] = (head) => {
      informational = head.statusCode < 200;
      closing = !informational && !keepsAlive(head, parser.connection);
      if (!informational) reader.head(head);
      onHeaders?.(head);
      return method === 'HEAD'; // true: this answer has no body, whatever its content-length says
    };
    parser[kOnMessageComplete] = (head) => {
      // Some servers send a 408 on a connection that rests.
      if (!informational && pending.size() > 0) onComplete?.(head);
    };
    parser.execute = (chunk) => {
      const read = execute(chunk);
      if (read instanceof Error && !client.destroyed) {
        broken = true;
        client._connect();
      }
      return read;
    };
  }
}

/**
 * autocannon checks no certificate. This does, when the handshake ends: then nothing has been sent yet
 * (https://github.com/nodejs/node/blob/v24.0.0/lib/internal/tls/wrap.js, `onConnectSecure`).
 */
export function checkCertificates(client: Client): void {
  const connect = client._connect;
  client._connect = () => {
    connect();
    const { conn } = client;
    if (!(conn instanceof TLSSocket) || client.destroyed) return;
    conn.once('secureConnect', () => {
      if (!conn.authorized) conn.destroy(new Error(`its certificate is not valid: ${conn.authorizationError}`));
    });
  };
}

/** A connection that ended may still fail afterwards. That must not affect the next one. */
function release(connection: Socket): void {
  for (const event of ['data', 'end', 'error']) connection.removeAllListeners(event);
  connection.on('error', () => {});
  connection.destroy();
}

/** https://www.rfc-editor.org/rfc/rfc9112#section-9.3; the parser's own answer is wrong for HEAD. */
const keepsAlive = ({ versionMajor, versionMinor }: ResponseHead, connection: string): boolean =>
  versionMajor === 1 && versionMinor >= 1 ? !connection.includes('close') : connection.includes('keep-alive');
