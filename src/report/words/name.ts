import type { Result } from '../../model/report.ts';
import { type Sentence, say, strong, untrusted } from '../../text/inline.ts';
import { clean } from '../../text/sanitize.ts';

type Named = Pick<Result, 'subject' | 'label' | 'variant'>;

/** `home LCP, mobile`: one line, but otherwise as it came from outside. */
export const nameOf = ({ subject, label, variant }: Named): string =>
  clean(`${subject} ${label}${variant === null ? '' : `, ${variant}`}`);

/** The same with the subject in bold. */
export const nameWords = ({ subject, label, variant }: Named): Sentence =>
  say`${strong(untrusted(subject))} ${label}${variant === null ? [] : say`, ${variant}`}`;
