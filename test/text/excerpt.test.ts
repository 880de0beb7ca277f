import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { excerpt } from '../../src/text/excerpt.ts';
import { firstError } from '../../src/text/first-error.ts';
import { cleanTerminalLine } from '../../src/text/sanitize.ts';

/** What the real tool printed when it failed, as a command's output is read. */
const printed = (name: string): string =>
  readFileSync(join(import.meta.dirname, 'outputs', `${name}.txt`), 'utf8')
    .split('\n')
    .map((line) => cleanTerminalLine(line).replace(/\p{Zs}/gu, ' '))
    .join('\n');

/** By the tool, the first error in its output, and further lines that explain it. */
const OUTPUTS: Readonly<Record<string, readonly [first: string, ...others: string[]]>> = {
  'esbuild-api': [
    '✘ [ERROR] Could not resolve "./theme"',
    '    src/main.js:1:7:',
    '✘ [ERROR] Could not resolve "nope"',
  ],
  'next-turbopack-postcss': ["Error: Cannot find module '@tailwindcss/postcss'", './nx/app/globals.css'],
  'next-webpack-postcss': [
    "Error: Cannot find module '@tailwindcss/postcss'",
    '> Build failed because of webpack errors',
  ],
  'next-webpack': ["Module not found: Can't resolve 'nope'", './app/page.jsx'],
  'node-cause': ['Error: no database', '  [cause]: Error: connect ECONNREFUSED 127.0.0.1:1'],
  'node-import': ["Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/app/a/nope.js' imported from /app/a/imp.mjs"],
  'node-syntax': ["SyntaxError: Unexpected token ';'", 'file:///app/a/bad.mjs:1', 'const a = ;'],
  'npm-404': ['npm error code E404 404 Not Found - GET https://registry.example/left-padding'],
  'npm-ci': [
    'npm error code EUSAGE `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.',
    'npm error Missing: left-pad@1.3.0 from lock file',
  ],
  'npm-dep-install': [
    "npm error Error: Cannot find module '/app/a/p1/dep/x.js'",
    'npm error path /app/a/p1/dep',
    'npm error command sh -c node x.js',
  ],
  'pnpm-build': ["Error: Cannot find module 'nope'", '- /app/a/req.cjs'],
  'pnpm-frozen': [
    'ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with <ROOT>/package.json',
    `    specifiers in the lockfile ({}) don't match specs in package.json ({"left-pad":"1.3.0"})`,
  ],
  rollup: ['[!] RollupError: Could not resolve "./theme" from "src/main.js"'],
  'tsc-pretty': [
    "ts/a.ts:1:7 - error TS2322: Type 'string' is not assignable to type 'number'.",
    "ts/a.ts:1:52 - error TS2304: Cannot find name 'foo'.",
  ],
  turbo: [
    "ui:build: ../../ts/a.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'.",
    "ui:build: ../../ts/a.ts(1,52): error TS2304: Cannot find name 'foo'.",
  ],
  vite: ["[UNRESOLVED_IMPORT] Could not resolve './theme' in src/main.js", '   ╭─[ src/main.js:1:8 ]'],
  'vite-postcss': [
    "Failed to load PostCSS config: Failed to load PostCSS config (searchPath: /app/a): [Error] Cannot find module '@tailwindcss/postcss'",
    "Error: Cannot find module '@tailwindcss/postcss'",
  ],
  webpack: [
    "ERROR in ./src/main.js 1:0-17 Module not found: Error: Can't resolve './theme' in '/app/a/src'",
    "Module not found: Error: Can't resolve 'nope' in '/app/a/src'",
  ],
  'yarn1-build': ["Error: Cannot find module 'nope'", 'Require stack:', '- /app/a/req.cjs'],
  'yarn1-frozen': ['error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.'],
  'yarn4-immutable': [
    '➤ YN0028: │ The lockfile would have been modified by this install, which is explicitly forbidden.',
  ],
};

it.each(Object.entries(OUTPUTS))(
  'a failure of %s is shown by what failed, without a stack',
  (name, [first, ...others]) => {
    const output = printed(name);
    const lines = excerpt(output).split('\n');
    expect(firstError(output)).toBe(first);
    expect(firstError(lines.join('\n'))).toBe(first);
    expect(lines).toEqual(expect.arrayContaining(others));
    expect(lines.length).toBeLessThanOrEqual(15);
    expect(lines.filter((line) => /^\W*at \S/.test(line) || line.trim() === '')).toEqual([]);
  },
);

it('the first error is shown with what follows it, though pages of other lines surround it', () => {
  const pages = (word: string) => Array.from({ length: 400 }, (_, index) => `${word} ${index}`);
  const error = ['error during build:', 'Could not resolve ./theme', 'from src/main.ts'];
  const shown = excerpt([...pages('module'), ...error, ...pages('note')].join('\n'));
  expect(shown).toContain(`…\n${error.join('\n')}\nnote 0\n`);
  expect(shown).toMatch(/\n…\n(?:note 39\d\n)+note 399$/);
});

it('hundreds of errors are shown by the first ones and the end', () => {
  const errors = Array.from({ length: 300 }, (_, index) => `src/a.ts(${index},1): error TS2304: Cannot find name 'a'.`);
  const lines = excerpt([...errors, 'Found 300 errors.'].join('\n')).split('\n');
  expect(lines).toEqual([...errors.slice(0, 12), '…', errors.at(-1), 'Found 300 errors.']);
});

it('how npm explains the options of a command that it refuses is left out', () => {
  const refused = ['npm error code EUSAGE', "npm error Invalid: lock file's a@1.0.0 does not satisfy a@2.0.0"];
  const usage = [
    'Usage:',
    'npm ci',
    '',
    'Options:',
    '[--no-audit]',
    '  --no-audit',
    '    When "true" submit no report',
  ];
  const lines = [...refused, ...usage.map((line) => `npm error ${line}`)];
  expect(excerpt(lines.join('\n'))).toBe(refused.join('\n'));
});

it('output that states no error is shown by its beginning and its end', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
  expect(excerpt(lines.join('\n')).split('\n')).toEqual([...lines.slice(0, 4), '…', ...lines.slice(-10)]);
});

it.each(['dist/assets/error-boundary-Dk3.js  12.4 kB │ gzip: 4 kB', 'found 0 errors', 'npm warn deprecated error@1'])(
  '%s is no error',
  (line) => expect(firstError(line)).toBeNull(),
);
