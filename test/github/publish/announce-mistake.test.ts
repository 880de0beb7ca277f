import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseLoaded } from '../../../src/config/load.ts';
import { UsageError } from '../../../src/errors.ts';
import { openLog } from '../../../src/github/log.ts';
import { announceMistake } from '../../../src/github/publish/announce-mistake.ts';

let log: string[];
beforeEach(() => {
  log = [];
  vi.stubEnv('GITHUB_WORKSPACE', '/workspace');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    log.push(...String(text).trimEnd().split('\n'));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The mistakes of a config, shown in the log. */
function announced(config: string, file = 'perf-budget.yml'): string[] {
  let mistake: unknown;
  try {
    parseLoaded(config, file, null);
  } catch (error) {
    mistake = error;
  }
  if (!(mistake instanceof UsageError)) throw new Error('this config has no mistake');
  announceMistake(mistake, openLog());
  return log.filter((line) => line.startsWith('::error'));
}

it('each mistake in a config is annotated on its line, by its path in the repository', () => {
  vi.stubEnv('INPUT_WORKING-DIRECTORY', 'packages/web');
  const errors = announced('bundle:\n  app: { path: dist }\nbundel: {}\n# nothing\nvitals: 7\n');
  expect(errors).toEqual([
    expect.stringMatching(/^::error file=packages\/web\/perf-budget\.yml,line=3::bundel: /),
    expect.stringMatching(/^::error file=packages\/web\/perf-budget\.yml,line=5::vitals: /),
  ]);
  expect(log.join('\n')).toContain('perf-budget.yml has 2 mistakes:');
});

it('a mistake in a config outside of the workspace is one error without a place', () => {
  expect(announced('bundel: {}\n', '/etc/perf-budget.yml')).toEqual([
    expect.stringMatching(/^::error::\/etc\/perf-budget\.yml has a mistake:%0A/),
  ]);
});

it('of more mistakes than the runner shows, the last error counts the rest', () => {
  const errors = announced(Array.from({ length: 30 }, (_, index) => `wrong${index}: 1\n`).join(''));
  expect(errors).toHaveLength(10);
  expect(errors.at(-1)).toBe('::error::The config has 21 more mistakes. The log lists all of them.');
});

it('what a config calls its keys cannot speak to the runner', () => {
  const errors = announced('"a\\n::warning::b": 1\n');
  expect(errors).toHaveLength(1);
  expect(log.filter((line) => line.startsWith('::warning'))).toEqual([]);
});
