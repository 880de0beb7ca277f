import { z } from 'zod';

const count = z.number().nonnegative().optional();

/** A node of a plan, as `EXPLAIN (FORMAT JSON)` and `auto_explain` write it. */
export interface PlanNode extends z.infer<typeof nodeSchema> {
  readonly Plans?: readonly PlanNode[] | undefined;
}

const nodeSchema = z.object({
  'Node Type': z.string(),
  'Parent Relationship': z.string().optional(),
  Schema: z.string().optional(),
  'Relation Name': z.string().optional(),
  Alias: z.string().optional(),
  'Index Name': z.string().optional(),
  'Index Cond': z.string().optional(),
  'Order By': z.string().optional(),
  Filter: z.string().optional(),
  'Hash Cond': z.string().optional(),
  'Merge Cond': z.string().optional(),
  'Join Filter': z.string().optional(),
  'Sort Key': z.array(z.string()).optional(),
  'Actual Rows': count,
  'Actual Loops': count,
  'Rows Removed by Filter': count,
  'Rows Removed by Index Recheck': count,
  'Shared Hit Blocks': count,
  'Shared Read Blocks': count,
  'Local Hit Blocks': count,
  'Local Read Blocks': count,
});

const planNodeSchema: z.ZodType<PlanNode> = nodeSchema.extend({
  get Plans() {
    return z.array(planNodeSchema).optional();
  },
});

const planSchema = z.object({ 'Query Text': z.string().optional(), Plan: planNodeSchema });
export type Plan = z.infer<typeof planSchema>;

/** The plan in a text of JSON; null if it holds none. */
export function parsePlan(json: string): Plan | null {
  try {
    const data: unknown = JSON.parse(json);
    return planSchema.parse(Array.isArray(data) ? data[0] : data);
  } catch {
    return null;
  }
}

export const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** A table that a node reads. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Null if the node reads none, or one that only the session has. */
export function tableOf({ Schema: schema = 'public', 'Relation Name': name }: PlanNode): TableName | null {
  return name === undefined || schema.startsWith('pg_temp') ? null : { schema, name };
}

/** A table's name for readers: `sections`, and `audit.events` outside the schema `public`. */
export const labelOf = ({ schema, name }: TableName): string =>
  (schema === 'public' ? name : `${schema}.${name}`).slice(0, 300);

/** The indexes by which a node reads its table. For a bitmap, they are in the nodes below. */
export function indexScansOf(node: PlanNode): PlanNode[] {
  if (node['Node Type'].startsWith('Index')) return [node];
  if (node['Node Type'] !== 'Bitmap Heap Scan') return [];
  return (node.Plans ?? []).flatMap(nodesOf).filter((one) => one['Node Type'] === 'Bitmap Index Scan');
}
