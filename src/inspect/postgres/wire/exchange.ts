import type { Statement } from '../sql/statement.ts';
import type { Prepared, Run } from './execution.ts';
import type { Status } from './messages.ts';

/** The state of the exchange between client and server on one connection. */
export interface Exchange {
  /** The oldest first. */
  readonly queue: Sent[];
  status: Status;
  /** After an error, the server ignores all up to the next sync. */
  isSkipping: boolean;
  isCopyingIn: boolean;
}

/** A message that was sent and is not answered yet. */
export type Sent =
  | { readonly kind: 'start' | 'sync' | 'bind' | 'close' }
  | { readonly kind: 'parse'; readonly statement: Statement | undefined }
  | { readonly kind: 'describe'; readonly of: Prepared | Run | undefined }
  | { readonly kind: 'execute'; readonly run: Run | null }
  | { readonly kind: 'simple'; readonly runs: Run[] };

/** When and where on its connection something is sent that is sent now. */
export type SentNow = () => Pick<Run, 'sentMs' | 'sentAt'>;

/** Begins with the start-up message. */
export const newExchange = (): Exchange => ({
  queue: [{ kind: 'start' }],
  status: null,
  isSkipping: false,
  isCopyingIn: false,
});
