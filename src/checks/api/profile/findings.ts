import type { DearerFunction } from '../../../inspect/profile/dearer.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Side, Subject } from '../../../model/subject.ts';
import { asFileName } from '../../../text/file-name.ts';
import type { Worsened } from '../../explanation.ts';

/** What a function that got dearer explains. */
export const SLOWER: readonly string[] = ['cpu', 'p50', 'p90', 'p95', 'p99', 'requests-per-second'];
const MOST = 3;

export const profileName = (subject: string, side: Side): string =>
  `${asFileName(subject, 'endpoint')}-${side}.cpuprofile`;

/** The functions that make a request slower, by the metric that shows it best. */
export function slowerFunctions(
  { name, variant }: Subject<unknown>,
  dearer: readonly DearerFunction[],
  worse: readonly Worsened[],
): Finding[] {
  const explained = worse.filter(({ metric }) => SLOWER.includes(metric));
  const metric = (explained.find(({ fails }) => fails) ?? explained[0])?.metric;
  if (metric === undefined) return [];
  const fails = explained.some((one) => one.fails);
  return dearer
    .slice(0, MOST)
    .map(({ file, line, name: called, ms, msBefore, share, shareBefore, ofChange, within }, index) => {
      const place = line === null ? file : `${file}:${line}`;
      return {
        code: 'process.slower-function',
        check: 'api',
        subject: name,
        variant,
        part: null,
        metric: 'cpu',
        impact: index > 0 ? 'medium' : fails ? 'critical' : 'high',
        kind: 'cpu',
        location: place,
        current: ms,
        target: msBefore,
        evidence: {
          function: called === '' ? null : called,
          place,
          ms,
          msBefore,
          share,
          shareBefore,
          ofChange,
          within,
          explains: metric,
          profiles: { base: profileName(name, 'base'), head: profileName(name, 'head') },
        },
        suggestion: { code: 'compare-profiles', effort: 'medium' },
      };
    });
}
