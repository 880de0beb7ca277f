import { UsageError } from '../errors.ts';

/** One of several jobs that split the subjects of a run: `2/5` is the second of five. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** The most jobs of a matrix on GitHub. */
const MOST_SHARDS = 256;

/** The shard that `2/5` names; null if it names none. */
export function parseShard(text: string): Shard | null {
  const [, index, count] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index <= shard.count && shard.count <= MOST_SHARDS ? shard : null;
}

/** @throws UsageError unless the text is from `1/1` to `256/256`. `from` is the option or input that holds it. */
export function readShard(text: string, from = '--shard'): Shard {
  const shard = parseShard(text.trim());
  if (shard !== null) return shard;
  throw new UsageError(
    `${from} ${JSON.stringify(text)}: expected the number of this job and of all jobs, such as 2/5, counted from 1 and at most ${MOST_SHARDS}`,
  );
}

export const shardText = ({ index, count }: Shard): string => `${index}/${count}`;
