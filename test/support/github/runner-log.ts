/** What the runner makes of the lines that a step prints. */
interface RunnerLog {
  /** Lines that it obeyed. */
  readonly commands: readonly string[];
  /** Lines that it only showed. */
  readonly shown: readonly string[];
  /** Whether it would obey the next line. */
  readonly listening: boolean;
}

const COMMANDS = new Set([
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice'],
  ...['remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning'],
]);

/** .NET's white space, without what ends a line. */
const BLANKS = /^[\t\v\f \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * Reads lines as the runner does.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs, TryParseV2 and TryParse
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs, TryProcessCommand
 */
export function readLog(text: string): RunnerLog {
  const commands: string[] = [];
  const shown: string[] = [];
  let token: string | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const registered = (name: string) => COMMANDS.has(name.toLowerCase()) || name.toLowerCase() === token;
    const found = inColons(line, registered) ?? inBrackets(line, registered);
    if (token !== null) {
      if (found?.name === token) token = null;
      else shown.push(line);
    } else if (found?.name === 'stop-commands') token = found.data.toLowerCase();
    else (found === null ? shown : commands).push(line);
  }
  return { commands, shown, listening: token === null };
}

type Parsed = { readonly name: string; readonly data: string } | null;

/** `::error file=a.js::text`, at the start. */
function inColons(line: string, registered: (name: string) => boolean): Parsed {
  const message = line.replace(BLANKS, '');
  const end = message.indexOf('::', 2);
  if (!message.startsWith('::') || end < 0) return null;
  return named(message.slice(2, end), message.slice(end + 2), registered);
}

/** `##[error]text`, anywhere. */
function inBrackets(line: string, registered: (name: string) => boolean): Parsed {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return null;
  return named(line.slice(start + 3, end), line.slice(end + 1), registered);
}

function named(info: string, data: string, registered: (name: string) => boolean): Parsed {
  const name = (info.split(' ', 1)[0] ?? '').toLowerCase();
  return registered(name) ? { name, data } : null;
}
