/** One JavaScript thread of a Node process, by its inspector. */
export interface NodeThread {
  /** The value of an expression, as JSON knows it. @throws Error if it throws, or the process has ended */
  evaluate(expression: string): Promise<unknown>;
  /**
   * The result of a method of Chrome's DevTools protocol: https://chromedevtools.github.io/devtools-protocol/v8/
   *
   * @throws Error if it fails, does not answer within a minute, or the process has ended
   */
  call<T = unknown>(method: string, params?: object): Promise<T>;
  /** Calls `listener` on each event of the thread from now on. */
  on(event: string, listener: (params: unknown) => void): void;
}

interface Message {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: unknown;
  /** The name of an event, which the inspector sends unasked. */
  readonly method?: string;
  readonly params?: unknown;
}

interface Evaluated {
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

/** A thread that waits in native code answers nothing. */
const LONGEST_ANSWER_MS = 60_000;

/** A thread at the other end of some channel, with the handlers of what comes from there. */
interface Spoken {
  readonly thread: NodeThread;
  received(text: string): void;
  closed(): void;
}

/** Speaks the inspector's protocol. @param send sends a message; false if the channel is closed */
export function speak(send: (text: string) => boolean): Spoken {
  const waiting = new Map<number, (reply: Message | null) => void>();
  const listeners = new Map<string, (params: unknown) => void>();
  let ids = 0;
  const call = async <T>(method: string, params: object = {}): Promise<T> => {
    const id = ++ids;
    const reply = await new Promise<Message | null>((resolve, reject) => {
      const late = () => {
        waiting.delete(id);
        reject(new Error(`no answer to ${method} within ${LONGEST_ANSWER_MS / 1_000} s`));
      };
      const timer = setTimeout(late, LONGEST_ANSWER_MS);
      waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      if (send(JSON.stringify({ id, method, params }))) return;
      waiting.get(id)?.(null);
      waiting.delete(id);
    });
    if (reply === null) throw new Error('the process has ended');
    if (reply.error) throw new Error(reply.error.message);
    return reply.result as T;
  };
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails: details } = await call<Evaluated>('Runtime.evaluate', {
      expression,
      returnByValue: true,
    });
    if (details) throw new Error(details.exception?.description ?? details.text);
    return result?.value;
  };
  return {
    thread: { evaluate, call, on: (event, listener) => void listeners.set(event, listener) },
    received(text) {
      const message = JSON.parse(text) as Message;
      if (message.method !== undefined) return listeners.get(message.method)?.(message.params);
      waiting.get(message.id ?? 0)?.(message);
      waiting.delete(message.id ?? 0);
    },
    closed() {
      for (const answer of waiting.values()) answer(null);
      waiting.clear();
    },
  };
}
