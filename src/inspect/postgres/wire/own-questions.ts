import type { Frame } from './frames.ts';
import { fieldsOf, message, rowOf } from './messages.ts';

/** The answer to a question of our own. `error` has the server's own words. */
export interface Answer {
  readonly rows: readonly (readonly (string | null)[])[];
  readonly error: string | null;
}

/** An idle connection that nobody else may use meanwhile. */
export interface Line {
  ask(sql: string): Promise<Answer>;
}

export interface OwnQuestions {
  /**
   * Lends the connection as soon as it is idle. The client's messages wait meanwhile.
   *
   * @returns null if the connection ends before
   */
  borrow<T>(use: (line: Line) => Promise<T>): Promise<T | null>;
  /** Holds a chunk of the client's while the connection is lent. Returns whether it did. */
  hold(chunk: Buffer): boolean;
  /** Lends the connection to the next in line, if it is idle. */
  lend(): void;
  /** Whether an answer is being waited for. */
  isAsking(): boolean;
  /** Reads a message of the answer. Returns whether it was the last. */
  read(frame: Frame): boolean;
  /** The connection has ended, and with it every wait for it. */
  end(): void;
}

interface Connection {
  readonly isIdle: () => boolean;
  readonly toServer: (bytes: Buffer) => void;
  /** Takes what the client sent meanwhile. */
  readonly fromClient: (chunk: Buffer) => void;
}

const ENDED: Answer = { rows: [], error: 'the connection ended' };

/** Asks questions of our own on the app's connection, while the app does not use it. */
export function ownQuestions({ isIdle, toServer, fromClient }: Connection): OwnQuestions {
  const waiting: (() => void)[] = [];
  let held: Buffer[] | null = null;
  let question: { rows: (string | null)[][]; error: string | null; answer: (answer: Answer) => void } | null = null;
  let hasEnded = false;

  function lend(): void {
    if (waiting.length === 0 || held !== null || !isIdle()) return;
    held = [];
    waiting.shift()?.();
  }

  function release(): void {
    const chunks = held ?? [];
    held = null;
    for (const chunk of chunks) if (!hasEnded) fromClient(chunk);
    lend();
  }

  function ask(sql: string): Promise<Answer> {
    if (hasEnded) return Promise.resolve(ENDED);
    return new Promise((answer) => {
      question = { rows: [], error: null, answer };
      toServer(message('Q', sql));
    });
  }

  return {
    lend,
    borrow: (use) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          if (hasEnded) return resolve(null);
          use({ ask }).then(resolve, reject).finally(release);
        });
        if (hasEnded) waiting.pop()?.();
        else lend();
      }),
    hold(chunk) {
      held?.push(chunk);
      return held !== null;
    },
    isAsking: () => question !== null,
    read({ type, body }) {
      const asked = question;
      if (asked === null) return false;
      if (type === 'D' && body !== null) asked.rows.push(rowOf(body).map((value) => value?.toString('utf8') ?? null));
      if (type === 'E' && body !== null) asked.error ??= fieldsOf(body).M ?? 'it failed';
      if (type !== 'Z') return false;
      question = null;
      asked.answer({ rows: asked.rows, error: asked.error });
      return true;
    },
    end() {
      hasEnded = true;
      question?.answer(ENDED);
      question = null;
      for (const one of waiting.splice(0)) one();
    },
  };
}
