import { posix } from 'node:path';
import { closestTo } from '../../text/closest-to.ts';
import type { Stage } from '../../text/log-name.ts';
import type { AbsentPath } from './absent-paths.ts';

/** Facts about a failed command: how the job was set up, and what its project requires. */
export interface FailedCommand {
  readonly stage: Stage;
  readonly command: string;
  /** How it ended, and its output. */
  readonly text: string;
  /** Whether a program is on the PATH of the command. */
  readonly isOnPath: (program: string) => boolean;
  /** `packageManager` of the nearest package.json that has one: `pnpm@9.1.0`. */
  readonly packageManager: string | null;
  /** The range of Node.js versions that the commit asks for, as written, and its file: `package.json`, `.nvmrc`. */
  readonly engine: { readonly range: string; readonly place: string } | null;
  /** The version of the Node.js that runs the command, such as `v24.1.0`. */
  readonly node: string | null;
  /** Packages that the package.json names and that are not installed. */
  readonly missing: readonly string[];
  /** The command that installs them; null if it is not known. */
  readonly install: string | null;
  /** Names of variables that commands don't get, with the places that refer to them. */
  readonly withheld: readonly { readonly place: string; readonly variable: string }[];
  /** Files that the command names and that its folder lacks. */
  readonly absent: readonly AbsentPath[];
  /** The scripts of the nearest package.json. */
  readonly scripts: readonly string[];
}

/** The step that sets a package manager up. */
const STEPS: Readonly<Record<string, string>> = {
  pnpm: '- uses: pnpm/action-setup@v4',
  yarn: '- run: npm install --global yarn',
  bun: '- uses: oven-sh/setup-bun@v2',
  deno: '- uses: denoland/setup-deno@v2',
  npm: '- uses: actions/setup-node@v7',
  node: '- uses: actions/setup-node@v7',
};

/** Advice on what the job lacks; null if nothing shows a lack. Pure. */
export const failedCommandHint = (failed: FailedCommand): string | null =>
  withheldToken(failed) ??
  missingPackage(failed) ??
  missingProgram(failed) ??
  missingScript(failed) ??
  missingFile(failed) ??
  otherVersion(failed) ??
  otherNode(failed);

const REFUSED = /(?<!\d)40[134]\b|unauthori[sz]ed|forbidden|authenticat|ENEEDAUTH|environment variable|token/i;

function withheldToken({ stage, text, command, withheld }: FailedCommand): string | null {
  const found = withheld.find(
    ({ place, variable }) =>
      place === command || text.includes(variable) || (stage === 'install' && REFUSED.test(text)),
  );
  if (found === undefined) return null;
  const { place, variable } = found;
  const where = place === command ? 'the command' : place;
  const other = `\${{ secrets.${variable} }}`;
  return `${variable} is not passed on to commands, and ${where} refers to it. Give the token another name, as in \`env: { NODE_AUTH_TOKEN: ${other} }\` on this step, and refer to \`NODE_AUTH_TOKEN\` there.`;
}

function missingPackage({ stage, text, missing, install }: FailedCommand): string | null {
  const name = /Cannot find (?:module|package) '((?:@[^'/]+\/)?[^'./][^'/]*)/.exec(text)?.[1] ?? unknownProgram(text);
  if (stage === 'install' || name === undefined || install === null || !missing.includes(name)) return null;
  return `\`${name}\` is in package.json, and is not installed here. Run \`${install}\` first.`;
}

const unknownProgram = (text: string): string | undefined =>
  /\bsh: (?:line )?(?:\d+: )?([\w.@-]+): (?:command )?not found\b/.exec(text)?.[1];

function missingProgram({ command, text, isOnPath, packageManager }: FailedCommand): string | null {
  const named = /(?:^|[\s:'"`])(pnpm|yarn|bun|deno|npm|node)['"`]?: (?:command )?not found\b/.exec(text)?.[1];
  const [first = ''] = command.trim().split(/\s+/);
  const program = named ?? unknownProgram(text) ?? (Object.hasOwn(STEPS, first) ? first : null);
  if (program === null || isOnPath(program)) return null;
  if (!Object.hasOwn(STEPS, program)) {
    return `\`${program}\` is neither on the PATH here nor among the project's packages. Add it to package.json, or add a step that sets it up before this step.`;
  }
  const isPinned = packageManager?.startsWith(`${program}@`) ?? false;
  // Its action has no default, and reads `packageManager` alone.
  const step = `\`${STEPS[program]}\`${program === 'pnpm' && !isPinned ? ' with a `version`' : ''}`;
  const what = `This project uses ${isPinned ? packageManager : program}, which is not on the PATH here`;
  // npm has the first yarn alone.
  if (program === 'yarn' && isPinned && !packageManager?.startsWith('yarn@1'))
    return `${what}. Add \`- run: corepack enable\` before this step.`;
  return program === 'pnpm' || program === 'yarn'
    ? `${what}. Add ${step} before this step, or \`- run: corepack enable\`.`
    : `${what}. Add ${step} before this step.`;
}

/** The words of npm, pnpm, yarn 1 and later, and bun. */
const NO_SCRIPT =
  /(?:Missing script: ?|Script not found |find a script named |NO_SCRIPT\S*\s+Missing script: )["']?([\w:.@/-]+)|error Command "([\w:.@/-]+)" not found/i;

function missingScript({ text, scripts }: FailedCommand): string | null {
  const found = NO_SCRIPT.exec(text);
  const script = found?.[1] ?? found?.[2];
  if (script === undefined || scripts.includes(script)) return null;
  const closest = closestTo(script, scripts);
  const known = scripts.length === 0 ? 'none' : scripts.slice(0, 8).join(', ');
  return `package.json has no script \`${script}\`. ${closest === undefined ? `Its scripts: ${known}.` : `Did you mean \`${closest}\`?`}`;
}

const NOT_THERE =
  /cannot find|can't (?:find|open)|cannot open|could not (?:find|open|read)|not found|no such file|does(?: not|n't) exist|ENOENT/i;

/** The command's own words are a file that is not there, which the output says in its own way. */
function missingFile({ text, absent, stage }: FailedCommand): string | null {
  const lines = text.split('\n').filter((line) => NOT_THERE.test(line));
  const found = absent.find(({ path }) => lines.some((line) => line.includes(posix.basename(path))));
  if (found === undefined) return null;
  const { path, closest } = found;
  if (closest !== null)
    return `There is no \`${path}\` in the folder that the command runs in. Did you mean \`${closest}\`?`;
  const built = stage === 'start' || stage === 'prepare' ? ' If the build writes it, look at what it wrote.' : '';
  return `There is no \`${path}\` in the folder that the command runs in, nor a file with a similar name.${built}`;
}

function otherVersion({ text, packageManager }: FailedCommand): string | null {
  const yarn = /current global version of Yarn is (\S+?)\.?(?:\s|$)|\byarn (?:install|run) v(1\.\S+)/i.exec(text);
  const has = yarn?.[1] ?? yarn?.[2];
  if (has !== undefined && packageManager !== null && /^yarn@(?!1\.)/.test(packageManager)) {
    return `This project uses ${packageManager}, and yarn ${has} is on the PATH. Add \`- run: corepack enable\` before this step.`;
  }
  if (/ERR_PNPM_BAD_PM_VERSION|configured to use .* of pnpm/i.test(text)) {
    const wanted = packageManager ?? 'another pnpm';
    return `This project uses ${wanted}, and another version is on the PATH. Add \`${STEPS.pnpm}\` without a version before this step, or \`- run: corepack enable\`.`;
  }
  if (/Cannot find matching keyid/i.test(text)) {
    return 'This corepack is too old to check signatures. Add `- run: npm install --global corepack@latest` before this step.';
  }
  return null;
}

function otherNode({ engine, node }: FailedCommand): string | null {
  const version = /^v?(\d+)\.(\d+)\.(\d+)/.exec(node ?? '');
  if (engine === null || version === null || node === null) return null;
  const { range, place } = engine;
  if (satisfies(version.slice(1).map(Number), range) !== false) return null;
  return `This commit wants Node ${range} (${place}), and ${node} runs here. Add \`- uses: actions/setup-node@v7\` with that \`node-version\` before this step.`;
}

/** Whether a version is in a range of npm's; null if the range is of no known form. */
function satisfies(version: readonly number[], range: string): boolean | null {
  const all = range.split('||').map((part) => {
    const comparators = [...part.trim().matchAll(/(>=|<=|>|<|\^|~|=)?\s*v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?/g)];
    if (comparators.length === 0 || / - /.test(part)) return null;
    return comparators.every(([, sign = '=', ...written]) => {
      const wanted = written.flatMap((one) => (one === undefined || /[x*]/.test(one) ? [] : [Number(one)]));
      const digits = sign === '^' ? 1 : sign === '~' ? Math.min(2, wanted.length) : wanted.length;
      const order = compare(version, wanted, wanted.length);
      if (sign === '^' || sign === '~') return order >= 0 && compare(version, wanted, digits) === 0;
      return { '>=': order >= 0, '<=': order <= 0, '>': order > 0, '<': order < 0, '=': order === 0 }[sign] ?? true;
    });
  });
  if (all.includes(true)) return true;
  return all.includes(null) ? null : false;
}

/** The order of the first numbers of two versions. */
function compare(a: readonly number[], b: readonly number[], digits: number): number {
  for (let index = 0; index < digits; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
