/** A command runs up to the next `&&`, `;` or `|` outside of quotes. */
const COMMAND = /(?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|>&\d|[^;|&\n"'\\]|["'\\])+/g;
/** Without quotes: `run-p "build-only {@}"` names a script too. */
const WORD = /[^\s"']+/g;
/** Redirections outside of quotes: a rebuild must not overwrite the user's log. */
const REDIRECTION = /("[^"]*"|'[^']*')|\s\d?>{1,2}(?:&\d|\s*[^\s"']+)/g;

const RUNS_ONE = /^(?:npm|pnpm|yarn|bun)$/;
const RUNS_SEVERAL = /^(?:run-[sp]|npm-run-all2?|concurrently)$/;
const RUNS_NOTHING = /^(?:echo|rimraf|rm|cp|mv|mkdir)$/;

type Scripts = Readonly<Record<string, string>>;

/**
 * The commands that a build runs, scripts of package.json followed. Each is text for a shell, preceded by every `cd`
 * and `export` before it: `cd client && vite build`. It leaves out all other commands of the script, so it neither
 * cleans nor copies anything.
 */
export function buildCommands(build: string, scripts: Scripts, followed: Set<string> = new Set()): string[] {
  const before: string[] = [];
  const found: string[] = [];
  const follow = (name: string, further = '') => {
    if (followed.has(name)) return;
    followed.add(name);
    found.push(...buildCommands(`${scripts[name]} ${further}`, scripts, followed).map(preceded));
  };
  const preceded = (command: string) => [...before, command].join(' && ');

  for (const [written] of build.matchAll(COMMAND)) {
    const command = written.replace(REDIRECTION, '$1').trim();
    const words = command.match(WORD) ?? [];
    const [first = ''] = words;
    const runner = words.find((word) => RUNS_ONE.test(word) || RUNS_SEVERAL.test(word));
    const named = words.flatMap((word) => scriptsNamed(word, scripts));
    if (/^(?:cd|export|set)$/.test(first)) before.push(command);
    else if (runner !== undefined && RUNS_SEVERAL.test(runner)) for (const name of named) follow(name);
    else if (runner !== undefined && named[0] !== undefined) follow(named[0], handedOn(command, named[0]));
    else if (first !== '' && !RUNS_NOTHING.test(first)) found.push(preceded(command));
  }
  return found;
}

/** The scripts that `build:client`, `build:*` or `npm:build` names. */
function scriptsNamed(word: string, scripts: Scripts): string[] {
  const name = word.replace(/^npm:/, '');
  if (!name.endsWith('*')) return Object.hasOwn(scripts, name) ? [name] : [];
  return Object.keys(scripts).filter((script) => script.startsWith(name.replace(/\*+$/, '')));
}

/** The arguments for the last command of `script`: `--minify` in `npm run pack -- --minify`. */
function handedOn(command: string, script: string): string {
  const words = command.split(/\s+/);
  const further = words.slice(words.indexOf(script) + 1);
  return further[0] === '--' ? further.slice(1).join(' ') : further.join(' ');
}
