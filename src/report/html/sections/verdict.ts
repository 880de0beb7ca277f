import type { Report } from '../../../model/report.ts';
import { joined, type Sentence, say, trusted, untrusted } from '../../../text/inline.ts';
import { shortSha } from '../../../text/short-sha.ts';
import { title, verdictMark } from '../../headline.ts';
import type { Selection } from '../../selection.ts';
import { acceptedLabels } from '../../words/accepted.ts';
import { otherThanBase } from '../../words/measured.ts';
import { memoryWords } from '../../words/memory.ts';
import { moveWords } from '../../words/moves.ts';
import { outgrownWords } from '../../words/outgrown.ts';
import { relaxedGroups, relaxedSentence } from '../../words/relaxed.ts';
import { scoreWords } from '../../words/score.ts';
import { sentence } from '../../words/sentence.ts';
import { sinceWords } from '../../words/since.ts';
import { MARKS } from '../../words/vocabulary.ts';
import { html, type Markup, raw, toMarkup } from '../markup.ts';

/** The first ten seconds: is it worse, by what, whose figures, against what. */
export function verdict(report: Report, selection: Selection, foreignRun: string | undefined): Markup {
  const mark = verdictMark(report, selection);
  const { failing, accepted, improved } = selection;
  const name = report.name === 'default' ? 'Performance budget' : `Performance budget (${report.name})`;
  const sentences: Sentence[] = [
    otherThanBase(report),
    sentence(failing.length > 0 ? failing : accepted),
    improved.length === 0 ? [] : say`Improved: ${joined(improved.slice(0, 5).map(moveWords))}.`,
    ...outgrownWords(report),
    ...acceptedLabels(report),
    ...sinceWords(report),
    memoryWords(report),
    scoreWords(report),
    ...relaxedGroups(report).map((group) => say`${trusted(group.title)}: ${joined(group.all.map(relaxedSentence))}.`),
  ].filter((one) => one.length > 0);
  const foreign =
    foreignRun === undefined
      ? null
      : html`<p><em>Figures from a run of the fork's own code: they are as reliable as that run, and could be forged.</em></p>`;
  return html`<header class="is-${mark}">${foreign}<h1><span class="mark" aria-hidden="true">${raw(MARKS[mark].text)}</span> ${name}: ${toMarkup(title(report, selection))}</h1>
<p class="soft">${toMarkup(commits(report))}</p>${sentences.map((one) => html`<p>${toMarkup(one)}</p>`)}</header>`;
}

function commits({ base, head }: Report): Sentence {
  const of = (name: string, sha: string | null, more = ''): Sentence =>
    sha === null ? [] : say`${trusted(name)} ${untrusted(shortSha(sha))}${trusted(more)}`;
  const both = [of('head', head.sha, head.dirty ? ' with uncommitted changes' : ''), of('base', base.sha)];
  return joined(
    both.filter((one) => one.length > 0),
    ' against ',
  );
}
