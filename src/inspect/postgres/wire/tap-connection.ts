import type { Statement } from '../sql/statement.ts';
import type { Execution } from './execution.ts';
import type { Session } from './session.ts';

/** Why a connection was not read along, or could not be made. */
export type TapTrouble =
  | { readonly code: 'unreachable'; readonly message: string }
  /** The database takes no session: a wrong password, no such database, too many connections. */
  | { readonly code: 'refused'; readonly message: string }
  /** The client or the server demands it. */
  | { readonly code: 'tls'; readonly message: string }
  /** The bytes are not PostgreSQL's protocol. */
  | { readonly code: 'other-protocol'; readonly message: string };

/** A connection of the app to its database. */
export interface TapConnection {
  readonly id: number;
  /** Port at the app's end. */
  readonly port: number;
  readonly session: Session;
  /** The database of the start-up message. Connections with the same start-up message have the same rights. */
  readonly database: string;
  /** The app has closed it, and only we still use it. */
  readonly isLeft: boolean;
}

export interface TapEvents {
  opened(connection: TapConnection): void;
  closed(connection: TapConnection): void;
  executed(connection: TapConnection, execution: Execution): void;
  planned(connection: TapConnection, json: string, statementOf: (text: string) => Statement | undefined): void;
  /** The app has reset its session. */
  reset(connection: TapConnection): void;
  roundTrip(connection: TapConnection): void;
  /** Whenever bytes have come, on either side. */
  moved(connection: TapConnection): void;
  keepsValues(): boolean;
}
