import type { Client } from 'autocannon';

/**
 * autocannon 9 goes wrong where a server ends connections: it pairs answers with earlier requests, ignores
 * `Connection: close`, counts informational answers, waits for the body of HEAD, and never ends a body that the end
 * of the connection ends. Its clients are mended from the outside, before their first connection
 * (https://github.com/mcollina/autocannon/blob/v9.0.0/lib/httpClient.js).
 */
interface Internals extends Client {
  parser: {
    [callback: number]: (...args: unknown[]) => unknown;
    reinitialize(type: string): void;
    finish(): void;
    constructor: { RESPONSE: string; kOnHeadersComplete: number; kOnMessageComplete: number };
  };
  pipelinedRequests: { size(): number; clear(): void };
  responseMax: number;
  reqsMade: number;
  destroyed: boolean;
  _connect(): void;
  _doRequest(): void;
  _resetConnection(): void;
}

interface ResponseHead {
  statusCode: number;
  shouldKeepAlive: boolean;
}

/** `onLost` is told of requests whose connection ended before they were answered. */
export function repairClient(client: Client, method: string, onLost: (requests: number) => void): void {
  const self = client as Internals;
  const { RESPONSE, kOnHeadersComplete, kOnMessageComplete } = self.parser.constructor;
  const connect = self._connect.bind(self);
  const doRequest = self._doRequest.bind(self);
  let connected = false;
  /** The server said that it will end the connection after this answer. */
  let closing = false;
  /** The end of the connection is just ending a body. */
  let finishing = false;

  const wrapParser = () => {
    let informational = false;
    const onHeaders = self.parser[kOnHeadersComplete]?.bind(self.parser);
    const onComplete = self.parser[kOnMessageComplete]?.bind(self.parser);
    self.parser[kOnHeadersComplete] = (head) => {
      const { statusCode, shouldKeepAlive } = head as ResponseHead;
      informational = statusCode < 200;
      if (!informational) closing = !shouldKeepAlive;
      onHeaders?.(head);
      // true: this answer has no body, whatever its content-length says
      return method === 'HEAD';
    };
    self.parser[kOnMessageComplete] = () => {
      if (!informational) onComplete?.();
    };
  };

  self._connect = () => {
    // The parser's own callbacks are set between construction and the first connection.
    if (!connected) wrapParser();
    else if (self.pipelinedRequests.size() > 0) {
      finishing = true;
      try {
        self.parser.finish();
      } catch {
        // an answer that was cut: it is counted below
      }
      finishing = false;
    }
    connected = true;
    closing = false;
    onLost(self.pipelinedRequests.size());
    self.pipelinedRequests.clear();
    self.parser.reinitialize(RESPONSE);
    connect();
  };

  self._doRequest = () => {
    if (finishing) return;
    const more = !self.responseMax || self.reqsMade < self.responseMax;
    if (closing && more && !self.destroyed) self._resetConnection();
    else doRequest();
  };
}
