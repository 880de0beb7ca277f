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
