import { randomUUID } from 'node:crypto';
import { excerpt } from '../../text/excerpt.ts';
import { environmentWithoutSecrets } from '../../workspace/processes/environment-secrets.ts';
import { describeExit, exitOrAbort } from '../../workspace/processes/exit.ts';
import { spawnTree } from '../../workspace/processes/process-tree.ts';
import { MOST_BYTES } from './source.ts';

type Evaluated = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

const MOST_MS = 10_000;

/** Runs in the child: loads the config, and prints it as JSON on a line of its own. */
const PROGRAM = `
import { pathToFileURL } from 'node:url';
const [file, mark] = process.argv.slice(1);
const loaded = await import(pathToFileURL(file).href);
const exported = await ('default' in loaded ? loaded.default : 'module.exports' in loaded ? loaded['module.exports'] : loaded);
const value = await (exported?.__esModule && 'default' in exported ? exported.default : exported);
const above = [];
const text = JSON.stringify(value, function (key, one) {
  while (above.length > 0 && above.at(-1) !== this) above.pop();
  if (typeof one === 'function') return { $function: one.name };
  if (typeof one === 'bigint' || typeof one === 'symbol' || one instanceof RegExp) return String(one);
  if (typeof one !== 'object' || one === null) return one;
  if (above.includes(one)) return null;
  above.push(one);
  return one;
});
process.stdout.write('\\n' + mark + (text ?? 'null') + '\\n', () => process.exit(0));
`;

/**
 * Runs a config and returns its exported value: in a child process without secrets, for at most 10 s and 1 MB.
 * Functions become markers, circular references null.
 *
 * @param path absolute
 */
export async function evaluate(path: string, directory: string, signal: AbortSignal): Promise<Evaluated> {
  const mark = `perf-budget ${randomUUID()} `;
  await using tree = spawnTree(
    process.execPath,
    ['--no-warnings', '--input-type=module', '--eval', PROGRAM, path, mark],
    { directory, env: environmentWithoutSecrets() },
  );
  const output = { stdout: '', stderr: '' };
  const { promise: tooMuch, resolve: stop } = Promise.withResolvers<'too much'>();
  for (const name of ['stdout', 'stderr'] as const) {
    tree[name]?.setEncoding('utf8').on('data', (text: string) => {
      if (output[name].length <= MOST_BYTES) output[name] += text;
      else stop('too much');
    });
    tree[name]?.on('error', () => {}); // destroyed while it was read
  }
  const exit = await Promise.race([exitOrAbort(tree.exited, signal, MOST_MS), tooMuch]);
  signal.throwIfAborted();
  if (exit === 'too much') return { ok: false, reason: 'it printed more than 1 MB' };
  if (exit === null) return { ok: false, reason: `it did not end within ${MOST_MS / 1000} s` };
  const line = output.stdout.split('\n').findLast((one) => one.startsWith(mark));
  if (line !== undefined) return { ok: true, value: JSON.parse(line.slice(mark.length)) };
  const said = output.stderr.trim() === '' ? '' : `:\n${excerpt(output.stderr)}`;
  return { ok: false, reason: `it ${describeExit(exit)}${said}` };
}
