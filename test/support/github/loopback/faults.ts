import type { ServerResponse } from 'node:http';
import type { Answer } from './github.ts';

/** How an answer goes wrong. */
export type FaultKind =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks before an answer. */
  | { readonly kind: 'reset' }
  /** No answer ever comes. */
  | { readonly kind: 'hang' }
  /** The answer begins, and no more of it comes. */
  | { readonly kind: 'no-body' }
  /** The connection breaks in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** The answer ends in the middle, as if that were all. */
  | { readonly kind: 'truncated' }
  /** The answer is this, with 200. */
  | { readonly kind: 'text'; readonly text: string; readonly type: string }
  /** To the same address again. */
  | { readonly kind: 'redirect'; readonly status: 301 | 302 | 307 }
  /** The answer is right, and comes a byte at a time at first. */
  | { readonly kind: 'slow' };

export type Fault = FaultKind & {
  /** Whether GitHub does what it was asked, and fails only to say so. */
  readonly carriedOut: boolean;
};

/** Answers `right` wrongly. A hanging connection ends when the loopback GitHub does. */
export function sendFault(response: ServerResponse, fault: Fault, right: Answer): void {
  const text = JSON.stringify(right.body ?? {});
  const json = { 'content-type': 'application/json; charset=utf-8' };
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, { ...json, ...fault.headers });
      response.end(JSON.stringify({ message: `Fault ${fault.status}` }));
      return;
    case 'reset':
      response.socket?.destroy();
      return;
    case 'hang':
      return;
    case 'no-body':
      response.writeHead(200, json).flushHeaders();
      return;
    case 'cut':
      response.writeHead(200, { ...json, 'content-length': text.length + 100 });
      response.write(text, () => response.socket?.destroy());
      return;
    case 'truncated':
      response.writeHead(200, json).end(text.slice(0, Math.max(1, text.length / 2)));
      return;
    case 'text':
      response.writeHead(200, { 'content-type': fault.type }).end(fault.text);
      return;
    case 'redirect':
      response.writeHead(fault.status, { location: response.req.url ?? '/' }).end();
      return;
    case 'slow':
      response.writeHead(right.status, { ...json, ...right.headers });
      if (right.status === 204) return void response.end();
      for (const byte of text.slice(0, 10)) response.write(byte);
      setTimeout(() => response.end(text.slice(10)), 5);
      return;
  }
}
