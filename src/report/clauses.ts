import { lossyIn } from '../compare/subjects-without-files.ts';
import { isIncomplete } from '../compare/verdict.ts';
import { isWithheld } from '../compare/withheld.ts';
import type { Report, Result } from '../model/report.ts';
import { nameId } from '../model/subject.ts';
import { joined, joinedFirst, prose, type Sentence, say, trusted, untrusted } from '../text/inline.ts';
import { counted } from '../text/quantity.ts';
import { comparedNothing, hadNoBase, lacksBase, notCompared, type Selection } from './selection.ts';
import { acceptedWords } from './words/accepted.ts';
import { causesOf } from './words/causes.ts';
import { asBaseWords, isNotCertain, moveWords, reachWords, undecidedWords } from './words/moves.ts';
import { nameOf } from './words/name.ts';
import { troublesBeside, troubleWords } from './words/troubles.ts';
import { isAsBase, NOT_MEASURED } from './words/vocabulary.ts';

/** One thing that the first line says of a run: `2 of 31 metrics fail: list resumes p95, app JavaScript`. */
export interface Clause {
  readonly about:
    | 'fail'
    | 'incomplete'
    | 'accepted'
    | 'undecided'
    | 'reach'
    | 'not-compared'
    | 'withheld'
    | 'unlike'
    | 'trouble'
    | 'lossy'
    | 'as-base'
    | 'no-base'
    | 'moved'
    | 'quiet';
  readonly words: Sentence;
  /** Between the words and the names. */
  readonly before: string;
  /** What is named, at most two. */
  readonly names: readonly Sentence[];
  readonly between: string;
  /** As many more are counted. */
  readonly more: number;
}

const MOST_NAMES = 2;

type Lead = Pick<Clause, 'about' | 'words'> & Partial<Clause>;
const clause = (lead: Lead): Clause => ({ before: ': ', names: [], between: ', ', more: 0, ...lead });

/** At most two results, of two subjects where there are two; the others are counted. */
function named(results: readonly Result[], words: (result: Result) => Sentence): Pick<Clause, 'names' | 'more'> {
  const subjects = [...Map.groupBy(results, nameId).values()];
  const firsts = subjects.flatMap(([first]) => first ?? []);
  const chosen = [...new Set([...firsts, ...results])].slice(0, MOST_NAMES);
  return { names: chosen.map(words), more: results.length - chosen.length };
}

const inPlain = (result: Result): Sentence => [untrusted(nameOf(result))];

/** The clauses about a run, the gravest first; at least one. They are true of everything that was measured. */
export function clausesOf(report: Report, selection: Selection): Clause[] {
  if (report.verdict === 'pass' && report.results.length === 0)
    return [clause({ about: 'quiet', words: say`nothing was measured` })];
  const grave = [...failing(selection), ...incomplete(report, selection), ...accepted(report, selection)];
  const left = withheld(report);
  const open = [
    ...unlike(report, selection),
    ...undecided(selection, grave.length > 0),
    ...outOfReach(report),
    ...withoutBase(report),
    ...left,
  ];
  // Without base, or without any figure, nothing could have been found.
  const isMeasured = report.results.some((result) => !isWithheld(result));
  const isOpening = grave.length === 0 && open.length > 0 && isMeasured && !comparedNothing(report);
  const found = isOpening ? [clause({ about: 'quiet', words: say`no regression found` })] : [];
  const said = [
    ...grave,
    ...lossy(report),
    ...found,
    ...open,
    ...troubles(report),
    ...(grave.length === 0 ? overDefaults(selection) : []),
    ...noBase(report, grave.length > 0),
  ];
  const all = [...said, ...moved(report, selection, said.length === 0)];
  return all.length > 0 ? all : [quiet(report, selection)];
}

function failing({ failing, count }: Selection): Clause[] {
  if (failing.length === 0) return [];
  const words = `${failing.length} of ${counted(count, 'metric')} ${failing.length === 1 ? 'fails' : 'fail'}`;
  return [clause({ about: 'fail', words: [trusted(words)], ...named(failing, inPlain) })];
}

function incomplete(report: Report, selection: Selection): Clause[] {
  const { failing } = selection;
  const missing = selection.missing.filter((result) => !isWithheld(result));
  if (report.verdict !== 'incomplete' && !isIncomplete(report.results, report.failures)) return [];
  if (failing.length > 0) {
    const words = missing.length > 0 ? `${counted(missing.length, 'metric')} ${NOT_MEASURED}` : 'incomplete';
    return [clause({ about: 'incomplete', words: [trusted(words)] })];
  }
  const causes = causesOf({
    ...report,
    results: report.results.filter((result) => !hadNoBase(result) && !isWithheld(result)),
  });
  const names = causes.slice(0, 1).map(({ what }) => asClause(what));
  return [
    clause({ about: 'incomplete', words: say`incomplete`, names, more: Math.max(0, causes.length - names.length) }),
  ];
}

function asClause(sentence: Sentence): Sentence {
  const last = sentence.at(-1);
  return last?.kind === 'trusted' && last.text.endsWith('.')
    ? [...sentence.slice(0, -1), trusted(last.text.slice(0, -1))]
    : sentence;
}

function accepted(report: Report, { accepted }: Selection): Clause[] {
  const words = acceptedWords(report);
  if (words.length === 0) return [];
  const isFirst = report.verdict === 'pass' || report.verdict === 'warn';
  return [clause({ about: 'accepted', words, ...(isFirst ? named(accepted, inPlain) : {}) })];
}

function undecided({ undecided, count }: Selection, isBeside: boolean): Clause[] {
  if (undecided.length === 0) return [];
  const of = isBeside ? '' : ` of ${counted(count, 'metric')}`;
  const words = say`${undecided.length}${trusted(of)} undecided`;
  return [clause({ about: 'undecided', words, ...named(undecided, undecidedWords) })];
}

/** What head fails at though no metric fails. The causes have it, too, where graver things come first. */
function troubles(report: Report): Clause[] {
  if (report.verdict !== 'warn') return [];
  const all = troublesBeside(report);
  const names = all.slice(0, MOST_NAMES).map(troubleWords);
  return all.length === 0
    ? []
    : [clause({ about: 'trouble', words: say`visits of head fail`, names, more: all.length - names.length })];
}

/** Default budgets that base breaks already. */
function overDefaults({ warnings }: Selection): Clause[] {
  const results = warnings.filter(isAsBase);
  if (results.length === 0) return [];
  const names = named(results, asBaseWords);
  return [
    clause({ about: 'as-base', words: say`as base is`, between: '; ', ...names }),
    clause({ about: 'as-base', words: say`set your own` }),
  ];
}

/** Pages that lack files of their own on both sides, so that their figures are those of another page. */
function lossy(report: Report): Clause[] {
  if (report.verdict !== 'warn') return [];
  const all = lossyIn(report.samples);
  const names = all.slice(0, MOST_NAMES).map(({ key, files }) => {
    const variant = key.variant === null ? [] : say`, ${key.variant}`;
    return say`${key.subject}${variant} (${files} of its own files failed)`;
  });
  if (all.length === 0) return [];
  return [
    clause({ about: 'lossy', words: say`measured without its own code`, names, more: all.length - names.length }),
  ];
}

function outOfReach({ reach = [] }: Report): Clause[] {
  if (reach.length === 0) return [];
  const names = reach.slice(0, MOST_NAMES).map((one) => reachWords(one, reach.length === 1));
  const more = reach.length - names.length;
  return [clause({ about: 'reach', words: say`can't fail on`, before: ' ', names, more })];
}

/** What a run that gets no secrets could not measure: `account (no SESSION here)`. */
function withheld(report: Report): Clause[] {
  const { names, more } = subjectsOf(report.results.filter(isWithheld));
  if (names.length === 0) return [];
  const variables = report.failures.flatMap((one) =>
    one.stage === 'visit' && one.code === 'withheld' ? (one.variables ?? []) : [],
  );
  const why = joined(
    [...new Set(variables)].map((name) => [untrusted(name)]),
    ', ',
    ' and ',
  );
  const all = names.map((name, index) =>
    index === names.length - 1 && more === 0 && why.length > 0 ? say`${name} (no ${why} here)` : name,
  );
  return [clause({ about: 'withheld', words: say`not measured`, names: all, more })];
}

/** A run that held nothing against base says why, and what its budgets say. */
function noBase(report: Report, isBeside: boolean): Clause[] {
  if (!comparedNothing(report)) return [];
  const { source, reason } = report.base;
  const { names, more } = subjectsOf(report.results.filter(lacksBase));
  const failed =
    names.length > 0 ? [say`base failed on ${joinedFirst(names, names.length, { count: names.length + more })}`] : [];
  const why = source !== 'none' ? failed : reason !== '' ? [prose(reason)] : [];
  const within = report.results.filter(({ verdict, budget }) => verdict === 'pass' && budget?.status === 'within');
  const budgets =
    within.length > 0 ? say`${trusted(counted(within.length, 'metric'))} within budget` : say`no metric has a budget`;
  const words = say`nothing was compared`;
  if (isBeside) return [clause({ about: 'no-base', words, names: why })];
  return [
    clause({ about: 'no-base', words, names: [...why, budgets], between: '. ', before: why.length > 0 ? ': ' : '. ' }),
  ];
}

/**
 * Results that certainly got worse and fail nothing. Beside failures, the table alone has the warnings, and all other
 * results of the subjects that fail.
 */
function moved({ verdict }: Report, selection: Selection, isFirst: boolean): Clause[] {
  const { failing, warnings, worsened, unlimited, undecided, count } = selection;
  const failed = new Set(failing.map(nameId));
  const results =
    verdict === 'fail' || verdict === 'incomplete'
      ? unlimited.filter((result) => !failed.has(nameId(result)))
      : [...warnings.filter((result) => !undecided.includes(result) && !isAsBase(result)), ...worsened];
  if (results.length === 0) return [];
  const names = named(results, moveWords);
  if (!isFirst) return [clause({ about: 'moved', words: [], before: '', between: '; ', ...names })];
  const words = count === 0 ? NO_LIMIT : results.some(isNotCertain) ? 'no metric fails' : WITHIN;
  return [clause({ about: 'moved', words: [trusted(words)], before: '. ', between: '; ', ...names })];
}

const NO_LIMIT = 'no metric has a limit';
const WITHIN = 'within all limits';

function quiet({ results }: Report, { improved, count }: Selection): Clause {
  // A change that is likely, and neither limited nor certain enough to name, is in the fold.
  const isStill = results.every(({ threshold }) => threshold.status !== 'worse');
  const words = count === 0 ? NO_LIMIT : isStill ? 'nothing got slower or heavier' : WITHIN;
  const better = named(improved, (result) => say`${nameOf(result)} improved`);
  return clause({ about: 'quiet', words: [trusted(words)], ...better });
}

/** What the two sides do not do alike, with how to fix it, but for what makes the run incomplete and is said as its cause. */
function unlike({ failures }: Report, { failing, missing }: Selection): Clause[] {
  const said = new Set(failing.length === 0 ? missing.map(nameId) : []);
  const found = failures.flatMap((one) =>
    one.stage === 'visit' && one.code === 'unlike' && !said.has(nameId(one)) ? [one] : [],
  );
  const subjects = [...Map.groupBy(found, nameId).values()].flatMap(([first]) => first ?? []);
  const names = subjects.slice(0, MOST_NAMES).map(({ subject, message, hint }) => {
    const fix = hint === undefined ? [] : say`. ${prose(hint)}`;
    return say`${subject} (${prose(message)}${fix})`;
  });
  const more = subjects.length - names.length;
  return found.length === 0 ? [] : [clause({ about: 'unlike', words: say`not compared`, names, more })];
}

/** What base failed on while it was measured, by subject. */
function withoutBase(report: Report): Clause[] {
  const subjects = subjectsOf(notCompared(report));
  return subjects.names.length > 0 ? [clause({ about: 'not-compared', words: say`not compared`, ...subjects })] : [];
}

function subjectsOf(results: readonly Result[]): Pick<Clause, 'names' | 'more'> {
  const subjects = [...Map.groupBy(results, nameId).values()].flatMap(([first]) => first ?? []);
  const names = subjects.slice(0, MOST_NAMES).map(({ subject }): Sentence => [untrusted(subject)]);
  return { names, more: subjects.length - names.length };
}
