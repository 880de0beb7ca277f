import { createHash } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { answerText } from './answer-text.ts';
import { send } from './send.ts';

/** Time limit for one answer, milliseconds. */
const ANSWER_MS = 10_000;

export type Answer =
  | {
      readonly type: 'status';
      readonly status: number;
      /** Where a redirect leads. */
      readonly location: string | null;
      /** The text of a failing server's answer (5xx), on one line; null if it is empty. */
      readonly text: string | null;
      /** The SHA-256 of the public key in base64; null without TLS. */
      readonly certificate: string | null;
    }
  | { readonly type: 'refused' }
  | { readonly type: 'failed'; readonly message: string };

interface AskOptions {
  /** The IP to connect to; null: resolve the name. */
  readonly ip?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Asks a server once, and returns the head of its answer, with its text if it fails. */
export function ask(url: URL, { ip = null, headers = {}, signal }: AskOptions): Promise<Answer> {
  return new Promise((resolve) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
    const options = { ip, headers: { accept: '*/*', ...headers }, signal: limit };
    const outgoing = send(url, options, async (response) => {
      response.on('error', () => {});
      const { statusCode: status = 0, socket } = response;
      const location = status >= 300 && status < 400 ? (response.headers.location ?? null) : null;
      const certificate = certificateOf(socket);
      const text = status >= 500 ? await answerText(response) : null;
      response.resume();
      resolve({ type: 'status', status, location, text, certificate });
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const absent = ['ECONNREFUSED', 'EADDRNOTAVAIL', 'ENETUNREACH', 'EAFNOSUPPORT'].includes(error.code ?? '');
      resolve(absent ? { type: 'refused' } : { type: 'failed', message: limit.aborted ? 'no answer' : error.message });
    });
    outgoing.end();
  });
}

function certificateOf(socket: unknown): string | null {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (certificate === undefined) return null;
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}
