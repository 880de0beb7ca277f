import type { AccessSeen } from '../seen.ts';
import { askIdle } from './idle-connection.ts';
import { askAccess, type Sample } from './plans/ask.ts';
import type { Statement } from './sql/statement.ts';
import type { Tap } from './wire/tap.ts';

/** So many are remembered. */
const MOST_SAMPLES = 500;

/** A database behind a listener. */
interface Place {
  readonly tap: Tap;
  readonly database: string;
}

/** One statement of each shape that ran, with its connection, for questions to the databases. */
interface StatementSamples {
  add(statement: Statement, place: Place): void;
  /**
   * The indexes that could serve these shapes, for shapes that were seen.
   *
   * @returns `access` is null if no database could be asked; `isWhole` is true if all could
   */
  ask(shapes: readonly string[]): Promise<{ readonly access: AccessSeen | null; readonly isWhole: boolean }>;
  /** How many connections the server of the first statement allows; null if it could not be asked. */
  askAllowed(): Promise<number | null>;
}

export function statementSamples(): StatementSamples {
  const samples = new Map<string, Sample & Place>();
  return {
    add({ shape, text }, place) {
      if (samples.size < MOST_SAMPLES && !samples.has(shape)) samples.set(shape, { shape, text, ...place });
    },
    async ask(shapes) {
      const known = shapes.flatMap((shape) => samples.get(shape) ?? []);
      const byTap = [...Map.groupBy(known, ({ tap }) => tap).values()];
      const places = byTap.flatMap((same) => [...Map.groupBy(same, ({ database }) => database).values()]);
      const answers: (AccessSeen | null)[] = [];
      for (const same of places) {
        const [{ tap, database }] = same as [Sample & Place];
        answers.push(await askAccess(same, versionOf(tap), (sql) => askIdle(tap.connections, database, sql)));
      }
      const all = answers.filter((access) => access !== null);
      return {
        access:
          known.length > 0 && all.length === 0
            ? null
            : {
                indexes: all.flatMap(({ indexes }) => indexes),
                tables: all.flatMap(({ tables }) => tables),
                shapes: all.flatMap((one) => one.shapes),
              },
        isWhole: all.length === answers.length,
      };
    },
    async askAllowed() {
      const [sample] = samples.values();
      const answer =
        sample === undefined ? null : await askIdle(sample.tap.connections, sample.database, 'SHOW max_connections');
      const allowed = Number(answer?.rows[0]?.[0] ?? Number.NaN);
      return Number.isSafeInteger(allowed) ? allowed : null;
    },
  };
}

const versionOf = (tap: Tap): string =>
  [...tap.connections].flatMap(({ session }) => session.settings.get('server_version') ?? [])[0] ?? '';
