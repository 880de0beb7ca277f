/** Programs that run a script of package.json by its name, and those that run several. */
const RUN_ONE = new Set(['npm', 'pnpm', 'yarn', 'bun']);
const RUN_SEVERAL = new Set(['run-s', 'run-p', 'npm-run-all', 'npm-run-all2', 'concurrently']);

/** A build's own commands are fewer. */
const MOST_COMMANDS = 200;

type Words = readonly string[];

/**
 * The commands that a command comes to, each as its words, scripts of package.json followed: "npm run a && vite build"
 * is what the script "a" runs, then vite.
 */
export function buildCommands(command: string, scripts: Readonly<Record<string, string>>): Words[] {
  const found: Words[] = [];
  const followed = new Set<string>();

  const followScript = (name: string, parameters: Words) => {
    if (followed.has(name)) return;
    followed.add(name);
    for (const script of [`pre${name}`, name, `post${name}`]) {
      if (Object.hasOwn(scripts, script)) follow(scripts[script] ?? '', script === name ? parameters : []);
    }
  };

  const follow = (line: string, parameters: Words) => {
    const commands = splitCommands(line);
    for (const [index, own] of commands.entries()) {
      if (found.length >= MOST_COMMANDS) return;
      // npm hands further words to the last command of the script.
      const words = index === commands.length - 1 ? [...own, ...parameters] : own;
      found.push(words);
      const first = words.findIndex((word) => RUN_ONE.has(word) || RUN_SEVERAL.has(word));
      const rest = words.slice(first + 1);
      if (RUN_ONE.has(words[first] ?? '')) {
        const name = rest.findIndex((word) => Object.hasOwn(scripts, word));
        const further = rest.slice(name + 1).filter((word) => word !== '--');
        if (name !== -1) followScript(rest[name] ?? '', further);
      } else if (RUN_SEVERAL.has(words[first] ?? '')) {
        for (const name of rest.flatMap((word) => named(word, scripts))) followScript(name, []);
      }
      // sh -c "vite build"
      for (const word of words) if (/\s/.test(word) && word.length < line.length) follow(word, []);
    }
  };

  follow(command, []);
  return found;
}

/** The scripts that `build:client`, `build:*` or `npm:build` stand for. */
function named(word: string, scripts: Readonly<Record<string, string>>): string[] {
  const name = word.replace(/^npm:/, '');
  if (!name.endsWith('*')) return Object.hasOwn(scripts, name) ? [name] : [];
  const start = name.replace(/\*+$/, '');
  return Object.keys(scripts).filter((script) => script.startsWith(start));
}

const SEPARATOR_OR_WORD = /&&|\|\||[;|&\n]|((?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|[^\s;|&"'\\]|["'\\])+)/g;

/** Without the settings of the environment before a command. */
function splitCommands(line: string): Words[] {
  const commands: string[][] = [[]];
  for (const [, word] of line.matchAll(SEPARATOR_OR_WORD)) {
    if (word === undefined) commands.push([]);
    else if (commands.at(-1)?.length !== 0 || !/^(?:\w+=.*|cross-env)$/.test(word))
      commands.at(-1)?.push(word.replace(/\\([\s\S])|["']/g, '$1'));
  }
  return commands.filter(({ length }) => length > 0);
}

/** The words that follow one of a bundler's commands; null where it is not what is run. */
export function parametersOf(words: Words, commands: readonly string[]): Words | null {
  const index = words.findIndex((word) => {
    const isInstalled = /(?:^|[\\/])node_modules[\\/]/.test(word);
    return commands.includes(isInstalled ? word.replace(/^.*[\\/]|\.[cm]?js$/g, '') : word);
  });
  return index === -1 ? null : words.slice(index + 1);
}

/** The values of an option, written `--a value` or `--a=value`. */
export function optionValues(words: Words, options: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const equals = word.indexOf('=');
    if (equals > 0 && options.includes(word.slice(0, equals))) return [word.slice(equals + 1)];
    const next = words[index + 1];
    return options.includes(word) && next !== undefined && !next.startsWith('-') ? [next] : [];
  });
}

/** Whether a command builds for a server, which no visitor downloads. */
export const isForServer = (words: Words): boolean =>
  words.some((word) => /^--ssr(?:=|$)/.test(word)) ||
  optionValues(words, ['--platform', '--target', '-t']).some((value) => /^(?:async-)?node/.test(value));

const RUNTIMES = new Set(['node', 'tsx', 'ts-node', 'bun', 'deno', 'babel-node']);

/** Programs of the project's own that a command runs: `node build.mjs`. */
export const programsIn = (words: Words): string[] =>
  words.some((word) => RUNTIMES.has(word))
    ? words.filter((word) => /^[^-].*\.[cm]?[jt]s$/.test(word) && !/(?:^|[\\/])node_modules[\\/]/.test(word))
    : [];
