import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Log, openLog } from '../../src/github/log.ts';
import { readLog } from '../support/github/runner-log.ts';

let printed: string;
let log: Log;
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  log = openLog();
});
afterEach(() => vi.restoreAllMocks());

const asRunner = () => readLog(printed);

const start = (what: string) => log.progress({ type: 'start', stage: 'build', side: 'base', what });
const end = (what: string, ok = true) =>
  log.progress({ type: 'end', stage: 'build', side: 'base', what, ok, seconds: 12.44 });

it('a stage is a group, with what its command prints', () => {
  start('npm run build');
  log.progress({ type: 'output', line: 'compiled' });
  end('npm run build');
  expect(asRunner()).toEqual({
    commands: ['::group::build base npm run build', '::endgroup::'],
    shown: ['compiled', 'build base npm run build: done in 12.4 s'],
    listening: true,
  });
});

it('what a command prints cannot speak to the runner', () => {
  start('npm run build');
  const lines = ['::set-output name=verdict::pass', '::add-mask::e', '- ##[error]no', ' ::error::no', '::resume::'];
  for (const line of lines) log.progress({ type: 'output', line });
  end('npm run build');
  expect(asRunner().commands).toEqual(['::group::build base npm run build', '::endgroup::']);
  expect(asRunner().shown).toEqual(expect.arrayContaining(lines));
});

it('the names of subjects cannot either', () => {
  log.progress({ type: 'start', stage: 'vitals', side: null, what: 'x\n::add-mask::e' });
  log.progress({ type: 'round', stage: 'vitals', what: '##[add-mask]e', round: 1, of: 20 });
  log.close();
  log.say('##[set-output name=verdict]pass');
  expect(asRunner().commands).toEqual(['::group::vitals x%0A::add-mask::e', '::endgroup::']);
});

it('each silence has a token of its own, which cannot be guessed', () => {
  log.say('one');
  log.say('two');
  const tokens = [...printed.matchAll(/::stop-commands::(\S+)/g)].map(([, token]) => token);
  expect(new Set(tokens).size).toBe(2);
  expect(tokens.every((token) => /^[0-9a-f-]{36}$/.test(token ?? ''))).toBe(true);
});

it('the rounds of all subjects are one group', () => {
  for (const what of ['home', 'cart']) log.progress({ type: 'round', stage: 'vitals', what, round: 1, of: 20 });
  log.close();
  expect(asRunner()).toEqual({
    commands: ['::group::measure', '::endgroup::'],
    shown: ['vitals home: round 1 of at most 20', 'vitals cart: round 1 of at most 20'],
    listening: true,
  });
});

it('a stage that failed is logged outside of its group', () => {
  start('npm run build');
  end('npm run build', false);
  expect(printed.indexOf('FAILED after 12.4 s')).toBeGreaterThan(printed.indexOf('::endgroup::'));
});

it('stages that overlap follow one another as groups', () => {
  start('one');
  start('two');
  end('one');
  end('two');
  expect(asRunner().commands).toEqual([
    '::group::build base one',
    '::endgroup::',
    '::group::build base two',
    '::endgroup::',
  ]);
});

it('a run that breaks off leaves a log that the runner listens to', () => {
  start('npm run build');
  log.progress({ type: 'output', line: 'compiling' });
  log.close();
  expect(asRunner()).toMatchObject({ listening: true, commands: [expect.anything(), '::endgroup::'] });
});

it('the commits are named, and why base is what it is', () => {
  log.progress({ type: 'commits', base: 'b'.repeat(40), reason: 'merge base with main', head: 'a'.repeat(40) });
  expect(asRunner().shown).toEqual(['base bbbbbbb (merge base with main), head aaaaaaa']);
});
