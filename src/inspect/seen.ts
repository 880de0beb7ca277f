// Observations of a server's databases in an inspection: plain data, which becomes evidence in a report. It holds
// shapes of statements and counts, and never a parameter, a row or a password.
import { z } from 'zod';

/** Most shapes of a request that are reported. Counts cover all shapes. */
export const MOST_SHAPES = 50;

const count = z.int().nonnegative();
const ms = z.number().nonnegative();
/** At most 2 kB. */
const shape = z.string().max(2_100);
const name = z.string().max(300);

const shapeSeenSchema = z.object({
  shape,
  /** The tables that it names; `schema.table` outside of the schema `public`. */
  tables: z.array(name).max(50),
  /** How often it was executed, without failures. */
  times: count,
  failed: count,
  /** Rows that all executions fetched together. */
  rows: count,
  /** Mean time, milliseconds; null if it only failed. */
  ms: ms.nullable(),
  /** The longest time, milliseconds; null if it only failed. */
  longestMs: ms.nullable(),
});
export type ShapeSeen = z.infer<typeof shapeSeenSchema>;

const repeatSeenSchema = z.object({
  shape,
  tables: z.array(name).max(50),
  times: count,
  /** Different sets of values. */
  distinct: count,
  /**
   * 0: only repeated. 1: always with the same values. 2: about as often as an earlier statement has rows. 3: with
   * values of one column of an earlier statement, which is an N+1.
   */
  level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  /** For levels 2 and 3: the earlier statement, its rows, and the column that the values come from, if it is known. */
  parent: z.object({ shape, rows: count, column: name.nullable() }).nullable(),
});
export type RepeatSeen = z.infer<typeof repeatSeenSchema>;

export const requestSeenSchema = z.object({
  /** Statements executed, without housekeeping, failures and the server's own queries. */
  queries: count,
  /** Transactions, settings, the catalogue and `select 1`. */
  housekeeping: count,
  /** Queries whose shape was asked before in the request. */
  repeated: count,
  /** Queries that took longer than `slowMs`. */
  slow: count,
  /** Mean time of a query, milliseconds; null if there was none. */
  queryMs: ms.nullable(),
  /** Rows that queries returned. */
  rows: count,
  /** Bytes of those rows, as sent. */
  bytes: count,
  /** Connections that were opened meanwhile. */
  connects: count,
  /** How often the server waited for the database, housekeeping included. */
  roundTrips: count,
  /** The last statement of a transaction that was left open; null if none was. */
  openTransaction: shape.nullable(),
  /** Most often asked first, at most 50. */
  shapes: z.array(shapeSeenSchema).max(MOST_SHAPES),
  /** Shapes asked more than once, most often asked first; at most 50. */
  repeats: z.array(repeatSeenSchema).max(MOST_SHAPES),
  /** Queries that the server sent by itself meanwhile, not counted above. */
  background: z.array(shapeSeenSchema).max(MOST_SHAPES),
});
export type RequestSeen = z.infer<typeof requestSeenSchema>;

/** Where the server's own code asks a statement. */
const placeSeenSchema = z.object({
  shape,
  /** Relative to the checkout, with its line: `src/resumes.js:12`. */
  place: name,
  function: name.nullable(),
  /** The place that calls it; null if none of the server's own code does. */
  caller: name.nullable(),
});
export type PlaceSeen = z.infer<typeof placeSeenSchema>;

/** How a relation was reached. */
const pathSchema = z.enum(['sequential', 'index', 'other']);

const relationReadSchema = z.object({
  table: name,
  path: pathSchema,
  /** Null unless the path is an index. */
  index: name.nullable(),
  /** Rows looked at, for one execution (mean). */
  rowsRead: z.number().nonnegative(),
  /** Rows that remained of these. */
  rows: z.number().nonnegative(),
});

const planSeenSchema = z.object({
  shape,
  times: count,
  /** Pages of 8 kB, for one execution (mean). */
  pages: z.number().nonnegative(),
  /** Rows looked at, for one execution (mean). */
  rowsRead: z.number().nonnegative(),
  /** Rows returned, for one execution (mean). */
  rows: z.number().nonnegative(),
  relations: z.array(relationReadSchema).max(50),
});
export type PlanSeen = z.infer<typeof planSeenSchema>;

export const plansSeenSchema = z.object({
  /** Pages of 8 kB that all statements used. */
  pages: count,
  /** Pages of these that were in the database's cache. */
  hits: count,
  /** Rows that all statements looked at. */
  rowsRead: count,
  /** Most rows read first. */
  shapes: z.array(planSeenSchema).max(MOST_SHAPES),
});
export type PlansSeen = z.infer<typeof plansSeenSchema>;

const indexSeenSchema = z.object({
  table: name,
  index: name,
  /** In their order; an expression is as PostgreSQL writes it. */
  columns: z.array(name).max(32),
  /** False while or after its building failed. */
  isValid: z.boolean(),
});
export type IndexSeen = z.infer<typeof indexSeenSchema>;

/** Whether an index can serve a statement's use of a table, however small the table is. */
const servedSchema = z.object({
  table: name,
  /** The index that serves; null if none can. */
  index: name.nullable(),
  /** Columns that an index would need: those compared for equality, then a range, then the order. */
  columns: z.array(name).max(32),
});

export const accessSeenSchema = z.object({
  /** Indexes, first those of the tables that were queried. */
  indexes: z.array(indexSeenSchema).max(1_000),
  /** Rows are exact up to 100,000, and null if they could not be counted. */
  tables: z.array(z.object({ table: name, rows: count.nullable() })).max(100),
  /** Only shapes for which it could be found out. */
  shapes: z.array(z.object({ shape, relations: z.array(servedSchema).max(50) })).max(MOST_SHAPES),
});
export type AccessSeen = z.infer<typeof accessSeenSchema>;

export const connectionsSeenSchema = z.object({
  /** Most connections open at once. */
  open: count,
  /** Connections that were opened and closed meanwhile. */
  opened: count,
  closed: count,
  /** Connections between a query and its answer: mean over the time, and most at once. */
  meanBusy: z.number().nonnegative(),
  busy: count,
  /** Mean of those within a transaction that wait for the server's next statement. */
  meanIdleInTransaction: z.number().nonnegative(),
  /** Share of the time in which every open connection was busy. */
  allBusy: z.number().min(0).max(1),
  /** `meanBusy` as a share of the pool, where its size is known. */
  poolUse: z.number().nonnegative().nullable(),
  /** Number of connections that the database allows; null if it could not be asked. */
  allowed: count.nullable(),
  durationMs: ms,
});
export type ConnectionsSeen = z.infer<typeof connectionsSeenSchema>;
