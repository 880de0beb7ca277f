import type { Relaxation, Report } from '../../model/report.ts';
import { code, figure, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';
import { limitText, scaleOf } from '../../text/quantity.ts';
import { thresholdWords } from './vocabulary.ts';

/** A limit or a setting that the pull request itself changes. */
interface Relaxed {
  /** `app JavaScript 250 kB →` */
  readonly from: Sentence;
  /** `300 kB` */
  readonly to: Sentence;
  /** Its line in head's config. */
  readonly source: Relaxation['source'];
}

/** Changes of one kind, under their title. */
export interface RelaxedGroup {
  readonly title: string;
  readonly all: readonly Relaxed[];
}

type Limit = Relaxation['from'];
type Metric = NonNullable<Relaxation['metric']>;

function limitWords(limit: Limit, metric: Metric): string {
  if (limit === null) return 'off';
  if (limit.by !== 'value') return thresholdWords({ ...limit, by: limit.by }, metric);
  const atLeast = metric.worse === 'lower' ? '≥ ' : '';
  return atLeast + limitText(limit.limit, metric.unit, scaleOf(metric.unit, limit.limit));
}

function words({ check, subject, variant, metric, rule, from, to, setting, source }: Relaxation): Relaxed {
  const label = metric === null ? [] : say` ${metric.label}`;
  const kind = check === 'servers' ? say`server ` : [];
  const name = say`${kind}${strong(untrusted(subject))}${label}${variant === null ? [] : say`, ${variant}`}`;
  if (rule === 'ratchet') return { from: say`${name} ratchet →`, to: say`off`, source };
  if (setting) {
    return { from: say`${name} ${setting.key} ${code(setting.from)} →`, to: [code(setting.to)], source };
  }
  if (rule === 'subject' || metric === null) return { from: say`${name} is`, to: say`no longer checked`, source };
  const [before, after] = [limitWords(from, metric), limitWords(to, metric)];
  return { from: say`${name} ${figure(before)} →`, to: [figure(after)], source };
}

/** The limits that the pull request relaxes, then the settings that it changes. Empty kinds are left out. */
export function relaxedGroups({ loosened = [] }: Report): RelaxedGroup[] {
  const isSetting = ({ rule }: Relaxation) => rule === 'setting';
  return [
    { title: 'This change loosens limits', all: loosened.filter((one) => !isSetting(one)).map(words) },
    { title: 'This change alters how it is measured', all: loosened.filter(isSetting).map(words) },
  ].filter(({ all }) => all.length > 0);
}

/** `app JavaScript 250 kB → 300 kB` */
export const relaxedSentence = ({ from, to }: Relaxed): Sentence => [...from, trusted(' '), ...to];
