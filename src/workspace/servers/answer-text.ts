import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Parser } from 'htmlparser2';
import { cut } from '../../text/cut.ts';

/** Bytes of an answer that are read. */
const MOST_BYTES = 20_000;
const MOST_CHARACTERS = 160;
/** An answer that goes on may never end; milliseconds. */
const READ_MS = 500;

/** The text of an answer on one line; null if it is empty or no text. */
export async function answerText(answer: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  await Promise.race([
    new Promise<void>((resolve) => {
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= MOST_BYTES) resolve();
      });
      answer.on('close', resolve).on('end', resolve);
    }),
    delay(READ_MS, undefined, { ref: false }),
  ]);
  const body = Buffer.concat(chunks).subarray(0, MOST_BYTES).toString();
  if (answer.headers['content-encoding'] !== undefined || body.includes('\0')) return null;
  const isHtml = /\bhtml\b/.test(answer.headers['content-type'] ?? '') || /^\s*<(?:!doctype|html)\b/i.test(body);
  const text = (isHtml ? textOf(body) : body).replace(/\s+/g, ' ').trim();
  return text === '' ? null : cut(text, MOST_CHARACTERS);
}

/** The visible text of html. */
function textOf(html: string): string {
  const shown: string[] = [];
  let unseen = 0;
  const isUnseen = (name: string) => name === 'script' || name === 'style';
  const parser = new Parser({
    onopentag: (name) => void (isUnseen(name) && unseen++),
    ontext: (text) => void (unseen === 0 && shown.push(text)),
    onclosetag(name) {
      if (isUnseen(name)) unseen--;
      shown.push(' ');
    },
  });
  parser.end(html);
  return shown.join('');
}
