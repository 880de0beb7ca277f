import { buildCommands } from '../detect/build-commands.ts';

/** A word of a command: as it is written, for the shell, and as the program gets it. */
export interface WrittenWord {
  readonly written: string;
  readonly plain: string;
}

/** A command of a script, to be run again. */
export interface WrittenCommand {
  /** What the script did before to the shell that runs it: `cd client`. */
  readonly before: readonly string[];
  /** With the settings of the environment in front: `NODE_ENV=production webpack`. */
  readonly words: readonly WrittenWord[];
}

/** The commands that a build comes to, the scripts of package.json followed: in their order, as they are written. */
export function writtenCommands(build: string, scripts: Readonly<Record<string, string>>): WrittenCommand[] {
  const all = [build, ...Object.values(scripts)].flatMap((script) => writtenIn(script, 0));
  const written = new Map(all.flatMap(({ words }) => words.map((word) => [word.plain, word.written])));
  return buildCommands(build, scripts).flatMap((words) => {
    // "npm run bundle -- --mode staging" hands words to a command that is written without them.
    const same = all.filter(({ own }) => own.every((word, index) => word === words[index]));
    const [first, ...others] = same;
    if (first === undefined) return [];
    const { own, ...command } = others.reduce((best, one) => (one.own.length > best.own.length ? one : best), first);
    const handed = withoutRedirections(words.slice(own.length)).map((plain) => ({
      written: written.get(plain) ?? quoted(plain),
      plain,
    }));
    return [{ ...command, words: [...command.words, ...handed] }];
  });
}

/** Words of an inner command are a word of the outer one: `sh -c "sh -c …"`. */
const DEEPEST = 5;

const COMMAND = /(?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|[^;|&\n"'\\]|["'\\])+/g;
const WORD = /(?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|[^\s"'\\]|["'\\])+/g;

/** `own`: the words as `buildCommands` has them. */
function writtenIn(text: string, depth: number): (WrittenCommand & { readonly own: readonly string[] })[] {
  const before: string[] = [];
  return [...text.matchAll(COMMAND)].flatMap(([written]) => {
    const [own] = buildCommands(written, {});
    if (own === undefined) return [];
    if (own[0] === 'cd' || own[0] === 'export') {
      before.push(written.trim());
      return [];
    }
    const words = withoutRedirections(written.match(WORD) ?? []).map((word) => ({
      written: word,
      plain: word.replace(/\\([\s\S])|["']/g, '$1'),
    }));
    const inner = depth < DEEPEST ? own.filter((word) => /\s/.test(word) && word.length < text.length) : [];
    return [{ before: [...before], words, own }, ...inner.flatMap((word) => writtenIn(word, depth + 1))];
  });
}

/** The user's log stays as it is; and what is left of `2>&1` would make a file of the word that follows. */
const withoutRedirections = (words: readonly string[]): string[] =>
  words.filter((word, index) => !/^\d?>/.test(word) && !/^\d?>{1,2}$/.test(words[index - 1] ?? ''));

/** A word for the shell that `runCommand` calls. */
export const quoted = (word: string): string =>
  process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
