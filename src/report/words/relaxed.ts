import type { Relaxation, Report } from '../../model/report.ts';
import { figure, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';
import { limitText, scaleOf } from '../../text/quantity.ts';
import { thresholdWords } from './vocabulary.ts';

/** A limit that the pull request itself loosens. */
interface RelaxedLimit {
  /** `app JavaScript 250 kB →` */
  readonly from: Sentence;
  /** `300 kB` */
  readonly to: Sentence;
  /** Its line in head's config. */
  readonly source: Relaxation['source'];
}

const MOST = 5;

export const RELAXED = 'This change loosens limits';

type Limit = Relaxation['from'];
type Metric = NonNullable<Relaxation['metric']>;

function limitWords(limit: Limit, metric: Metric): string {
  if (limit === null) return 'off';
  if (limit.by !== 'value') return thresholdWords({ ...limit, by: limit.by }, metric);
  const atLeast = metric.worse === 'lower' ? '≥ ' : '';
  return atLeast + limitText(limit.limit, metric.unit, scaleOf(metric.unit, limit.limit));
}

function words({ subject, variant, metric, rule, from, to, setting, source }: Relaxation): RelaxedLimit {
  const label = metric === null ? [] : say` ${metric.label}`;
  const name = say`${strong(untrusted(subject))}${label}${variant === null ? [] : say`, ${variant}`}`;
  if (rule === 'ratchet') return { from: say`${name} ratchet →`, to: say`off`, source };
  if (setting) {
    return { from: say`${name} ${setting.key} ${untrusted(setting.from)} →`, to: [untrusted(setting.to)], source };
  }
  if (rule === 'subject' || metric === null) return { from: say`${name} is`, to: say`no longer checked`, source };
  const [before, after] = [limitWords(from, metric), limitWords(to, metric)];
  return { from: say`${name} ${figure(before)} →`, to: [figure(after)], source };
}

/** The first few. `more` counts the others. */
export function relaxedLimits({ loosened = [] }: Report): { readonly shown: RelaxedLimit[]; readonly more: number } {
  return { shown: loosened.slice(0, MOST).map(words), more: Math.max(0, loosened.length - MOST) };
}

/** One sentence each: `app JavaScript 250 kB → 300 kB`. */
export function relaxedSentences(report: Report): Sentence[] {
  const { shown, more } = relaxedLimits(report);
  const sentences = shown.map(({ from, to }): Sentence => [...from, trusted(' '), ...to]);
  return more > 0 ? [...sentences, say`and ${more} more`] : sentences;
}
