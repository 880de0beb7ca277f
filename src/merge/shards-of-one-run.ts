import { isDeepStrictEqual } from 'node:util';
import { parseShard, type Shard, shardText } from '../config/shard-number.ts';
import { UsageError } from '../errors.ts';
import type { Report } from '../model/report.ts';
import { called, SAME_VERSION } from './combine.ts';

export interface ShardReport {
  readonly report: Report;
  readonly shard: Shard;
}

/**
 * Checks that the reports are the shards of one run, and sorts them by shard.
 *
 * @param reports at least one, all of the same name.
 * @throws UsageError if they are of several runs, or if some are not shards.
 */
export function shardReportsOf(reports: readonly Report[]): ShardReport[] {
  const [first] = reports as [Report];
  const shards = reports.map((report): ShardReport => {
    if (report.shard === null) {
      const why = `There are ${reports.length} of ${called(first)}, and not all are shards of one run`;
      throw new UsageError(`${why}. Give each package's perf-budget a \`name\` of its own.`);
    }
    const shard = parseShard(report.shard);
    if (shard === null)
      throw new UsageError(
        `${called(first)} names an impossible shard, ${JSON.stringify(report.shard)}. ${SAME_VERSION}`,
      );
    return { report, shard };
  });
  shards.sort((a, b) => a.shard.index - b.shard.index);
  const known = (reports.find((report) => !couldNotFindBase(report)) ?? first).base.sha;
  for (const [place, { report, shard }] of shards.entries()) {
    const disagree = (what: string, fix: string) =>
      new UsageError(`The shards of ${called(first)} can't be joined: ${what}. ${fix}`);
    if (shard.count !== shards[0]?.shard.count) {
      throw disagree('they are not of the same number of shards', 'Give those of one run.');
    }
    if (shard.index === shards[place - 1]?.shard.index) {
      const fix = 'Give each once; packages of one repository need a `name` each.';
      throw disagree(`shard ${shardText(shard)} is there twice`, fix);
    }
    if (report.head.sha !== first.head.sha) throw disagree('they measured different heads', 'Give those of one run.');
    if (report.base.sha !== known && !couldNotFindBase(report)) {
      throw disagree('they compared with different bases', 'Give those of one run, or name the commit by `base`.');
    }
    if (!isDeepStrictEqual(report.plan, first.plan)) {
      throw disagree('their plans are not the same', 'Use the same version, config and inputs in all of them.');
    }
  }
  return shards;
}

/**
 * Whether a shard could not find base. Its base may be the same as the other shards', and its report is incomplete
 * anyway.
 */
const couldNotFindBase = ({ base, failures }: Report): boolean =>
  base.sha === null && failures.some(({ stage, side }) => stage === 'checkout' && side === 'base');
