import { expect, test } from 'vitest';
import type { Progress } from '../../../src/progress.ts';
import { terminalProgress } from '../../../src/report/terminal/progress.ts';

const CLEAR_LINE = '\r\u001b[2K';

function aStream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 80, write: (text: string) => written.push(text), text: () => written.join('') };
}

function aRun(progress: Progress) {
  const build = { stage: 'build', side: 'base', what: 'npm ci && npm run build' } as const;
  const list = { stage: 'api', side: null, what: 'list resumes' } as const;
  progress({ type: 'commits', base: '4f1c2ab'.repeat(5), reason: 'merge base with main', head: '9ac03d1'.repeat(5) });
  progress({ type: 'start', ...build });
  progress({ type: 'output', line: 'vite v8 building' });
  progress({ type: 'end', ...build, ok: true, seconds: 12.4 });
  progress({ type: 'start', ...list });
  for (const round of [1, 9]) progress({ type: 'round', stage: 'api', what: 'list resumes', round, of: 24 });
  progress({ type: 'end', ...list, ok: false, seconds: 72 });
}

test('where nobody watches there is one line a stage and no control character', () => {
  const stream = aStream(false);
  const progress = terminalProgress(stream, { color: false, quiet: false });
  aRun(progress);
  progress.end();
  expect(stream.text()).toBe(
    [
      'perf-budget  base 4f1c2ab (merge base with main) → head 9ac03d1',
      '',
      `  build   base  npm ci && npm run build${' '.repeat(34)}12.4 s`,
      `  api     list resumes${' '.repeat(34)}failed after 1 min 12 s`,
      '',
    ].join('\n'),
  );
});

test('on a terminal one line lives, with a bar for the rounds, and is taken away at the end', () => {
  const stream = aStream(true);
  const progress = terminalProgress(stream, { color: false, quiet: false });
  aRun(progress);
  progress({ type: 'start', stage: 'bundle', side: null, what: 'app' });
  progress.end();
  expect(stream.text()).toContain('round 9 of at most 24  ████░░░░░░░░');
  expect(stream.text().endsWith(CLEAR_LINE)).toBe(true);
  for (const line of stream
    .text()
    .split(CLEAR_LINE)
    .flatMap((text) => text.split('\n')))
    expect(line.length).toBeLessThan(80);
});

test('quiet progress prints nothing', () => {
  const stream = aStream(true);
  const progress = terminalProgress(stream, { color: true, quiet: true });
  aRun(progress);
  progress.end();
  expect(stream.text()).toBe('');
});

test('what a command is called can not move the cursor', () => {
  const stream = aStream(false);
  terminalProgress(stream, { color: false, quiet: false })({
    type: 'end',
    stage: 'build',
    side: 'head',
    what: '\u001b[2Jevil\r\nname',
    ok: true,
    seconds: 1,
  });
  expect(stream.text()).toMatch(/^ {2}build {3}head {2}evil name +1\.0 s\n$/);
});

const standing = { type: 'standing', decided: 2, of: 5, atMostSeconds: 190 } as const;
const round = { type: 'round', stage: 'api', what: 'list resumes', round: 9, of: 24 } as const;

test.each([
  [
    200,
    '  api     list resumes                 round 9 of at most 24  ████░░░░░░░░  2 of 5 decided, at most 4 min left',
  ],
  [80, '  api     list resumes      9/24  ████░░░░░░░░  2 of 5 decided, at most 4 min left'],
  [60, '  api     list resumes  9/24  2/5 decided, ≤ 4 min'],
])(
  'a terminal of %i columns has one line that says the round, what is decided, and how long is left',
  (columns, text) => {
    const stream = { ...aStream(true), columns };
    const progress = terminalProgress(stream, { color: false, quiet: false });
    progress(standing);
    progress(round);
    const [, line = ''] = stream.text().split(CLEAR_LINE);
    expect(line.replace(/ +/g, ' ')).toBe(text.replace(/ +/g, ' '));
    expect([...line].length).toBeLessThan(columns);
  },
);

test('where nobody watches, a line says every half minute how far the run is', () => {
  const stream = aStream(false);
  let now = 0;
  const progress = terminalProgress(stream, { color: false, quiet: false, clock: () => now });
  for (; now < 100_000; now += 5_000) {
    progress(round);
    progress(standing);
  }
  expect(stream.text()).toBe('  measuring: 2 of 5 decided, at most 4 min left\n'.repeat(3));
});

test('what is finished says how many rounds it took, and whether it is decided', () => {
  const stream = aStream(false);
  const progress = terminalProgress(stream, { color: false, quiet: false });
  for (const [made, decided] of [
    [12, true],
    [24, false],
  ] as const)
    progress({ type: 'end', stage: 'api', side: null, what: 'list', ok: true, seconds: 61, rounds: { made, decided } });
  expect(stream.text()).toMatch(/list +12 rounds, decided {2}1 min 1 s\n.*list +24 rounds, undecided {2}1 min 1 s\n$/);
});
