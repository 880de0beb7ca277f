import { BUNDLERS } from '../bundlers/bundlers.ts';
import { VALUE } from '../bundlers/command.ts';

/** Commands that do not end, take no options after them, or are for a server. */
const NOT_AGAIN =
  /\s(?:-w|--|--(?:watch|serve|ssr)(?:=\S*)?|(?:--platform|--target|-t)[=\s]\s*(?:async-)?node\S*)(?=\s|$)/;

interface Rebuild {
  /** The bundler's. */
  readonly name: string;
  readonly command: string;
}

/** A bundler's command, changed to write to `folder` with hidden source maps; null if the command can't. */
export function rebuildInto(folder: string, command: string): Rebuild | null {
  // A later word may be the name of another one's config: `webpack --config esbuild.js`.
  const [called] = BUNDLERS.flatMap(({ commands = [] }) => commands)
    .flatMap((bundler) => ({ bundler, at: command.search(bundler.call) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  if (called === undefined || NOT_AGAIN.test(command.slice(called.at))) return null;
  const { name, replaced, switches, options } = called.bundler;
  const further = options(command, folder);
  if (further === null) return null;
  const kept = command
    .replace(new RegExp(`\\s(?:${replaced.join('|')})(?:=|\\s+)${VALUE}`, 'g'), '')
    .replace(new RegExp(`\\s(?:${switches.join('|')})(?:=\\S+|\\s+(?:true|false|inline|hidden))?(?=\\s|$)`, 'g'), '');
  return { name, command: [kept, ...further.map(quoted)].join(' ') };
}

/** A word for the shell that `runCommand` calls. */
const quoted = (word: string): string =>
  process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
