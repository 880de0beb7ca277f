import { spelled } from '../../checks/finding-text.ts';
import { aboutOf, findingKey } from '../../history/finding-key.ts';
import type { Memory } from '../../model/memory.ts';
import type { Report } from '../../model/report.ts';
import { code, joinedFirst, type Sentence, say, strong, trusted, untrusted } from '../../text/inline.ts';

/** The most subjects, and entries of one subject, that are named. */
const MOST_SUBJECTS = 5;
const MOST_OF_ONE = 4;

/** `New since the last push: app JavaScript, lodash. Gone: home CLS.` Empty without an earlier push, or if both had nothing wrong. */
export function memoryWords(report: Report): Sentence {
  const { memory } = report;
  if (memory === undefined) return [];
  const { last } = memory;
  const since = ' since the last push';
  const said = [
    ['New', last.new],
    ['Gone', last.gone],
    ['Still there', last.still],
  ] as const;
  return said
    .map(([word, ids]) => [word, names(ids, report, last)] as const)
    .filter(([, named]) => named.length > 0)
    .flatMap(([word, named], index) => [
      ...(index === 0 ? [] : [trusted(' ')]),
      ...say`${trusted(word)}${trusted(index === 0 ? since : '')}: ${joinedFirst(named, MOST_SUBJECTS, { separator: '; ' })}.`,
    ]);
}

interface Named {
  readonly subject: string;
  readonly words: Sentence;
}

/** One entry for each subject: its metrics, then their causes. */
function names(ids: readonly string[], report: Report, { names: gone }: Memory['last']): Sentence[] {
  const wanted = new Set(ids);
  const named: Named[] = [
    ...report.results
      .filter(({ id }) => wanted.has(id))
      .map(({ subject, label, variant }) => ({
        subject,
        words: variant === null ? say`${label}` : say`${label} (${variant})`,
      })),
    ...[...report.findings.map((one) => ({ ...one, key: findingKey(one), about: aboutOf(one) })), ...gone]
      .filter(({ key }) => wanted.has(key))
      .map((one) => ({ subject: one.subject, words: aboutWords(one) })),
  ];
  return [...Map.groupBy(named, ({ subject }) => subject)].map(([subject, all]) => {
    const different = [...new Map(all.map(({ words }) => [JSON.stringify(words), words])).values()];
    return say`${strong(untrusted(subject))} ${joinedFirst(different, MOST_OF_ONE)}`;
  });
}

const aboutWords = ({ about, code: what }: { readonly about: string | null; readonly code: string }): Sentence =>
  about === null ? [untrusted(spelled(what))] : [code(about)];
