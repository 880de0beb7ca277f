import type { Note } from './note.ts';
import type { AddressesFound, DatabaseAddress } from './postgres/addresses/databases.ts';
import { openTap, type Tap } from './postgres/wire/tap.ts';
import type { TapConnection, TapEvents } from './postgres/wire/tap-connection.ts';

/** A listener on 127.0.0.1 for each database of a server. */
interface Listeners {
  /** Opens them. Addresses of the same database share one. */
  open(eventsOf: (address: DatabaseAddress, tap: () => Tap) => TapEvents): Promise<void>;
  readonly taps: () => readonly Tap[];
  /** All open connections, including those that the app has closed. */
  readonly connections: () => readonly TapConnection[];
  /** The variables that lead the server through them. */
  environment(): Readonly<Record<string, string>>;
  notes(): Note[];
  /** Adds a note, unless there is one with its code. */
  addNote(note: Pick<Note, 'code' | 'message'>): void;
  close(): Promise<void>;
}

interface Opened {
  readonly address: DatabaseAddress;
  readonly tap: Tap;
}

/** @param variables the variables to name to a reader */
export function listenersFor(
  { addresses, notes }: Pick<AddressesFound, 'addresses' | 'notes'>,
  variables: readonly string[],
): Listeners {
  const opened: Opened[] = [];
  const found: Note[] = [...notes];
  const taps = () => [...new Set(opened.map(({ tap }) => tap))];
  const named = () => opened.filter(({ address }) => variables.includes(address.variable));
  return {
    async open(eventsOf) {
      for (const [, same] of Map.groupBy(addresses, ({ upstream }) => JSON.stringify(upstream))) {
        const [address] = same as [DatabaseAddress];
        const tap: Tap = await openTap(
          address.upstream,
          eventsOf(address, () => tap),
        );
        opened.push(...same.map((one) => ({ address: one, tap })));
      }
    },
    taps,
    connections: () => taps().flatMap((tap) => [...tap.connections]),
    environment: () => Object.assign({}, ...opened.map(({ address, tap }) => address.redirected(tap.port))),
    notes: () => [
      ...found,
      ...named().flatMap(({ address: { variable }, tap }): Note[] => {
        const trouble = tap.trouble();
        return trouble === null ? [] : [{ variable, ...trouble }];
      }),
    ],
    addNote({ code, message }) {
      if (found.some((one) => one.code === code)) return;
      const used = named().find(({ tap }) => tap.connections.size > 0) ?? named()[0];
      found.push({ variable: used?.address.variable ?? '', code, message });
    },
    close: async () => void (await Promise.all(taps().map((tap) => tap.close()))),
  };
}
