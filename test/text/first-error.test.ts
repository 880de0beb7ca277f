import { expect, it } from 'vitest';
import { firstError } from '../../src/text/first-error.ts';

it.each([
  [
    'Node',
    "file:///build.js:2\nthrow new Error('no theme');\n      ^\n\nError: no theme\n    at file:///build.js:2:7",
    'Error: no theme',
  ],
  [
    'Vite',
    'vite v7 building…\nerror during build:\n\nCould not resolve "./a"',
    'error during build: Could not resolve "./a"',
  ],
  ['esbuild', '✘ [ERROR] Could not resolve "./a"\n\n    src/main.ts:1:7:', '✘ [ERROR] Could not resolve "./a"'],
  ['TypeScript', "> tsc\n\nsrc/a.ts(3,5): error TS2322: Type 'string'", "src/a.ts(3,5): error TS2322: Type 'string'"],
  ['webpack', 'asset main.js\nERROR in ./src/a.js', 'ERROR in ./src/a.js'],
  ['npm', 'npm error code ERESOLVE\nnpm error while resolving', 'npm error code ERESOLVE while resolving'],
  ['Next.js', "Failed to compile.\n\n./a.tsx:1:7\nType error: Type 'string'", "Type error: Type 'string'"],
  ['a shell', 'bash: line 1: vite: command not found', 'bash: line 1: vite: command not found'],
])('the first error of %s is found in its output', (_, output, error) => {
  expect(firstError(output)).toBe(error);
});

it('output without an error has no first error', () => {
  expect(firstError('done\n0 errors, 2 warnings\n    at line 3')).toBeNull();
});
