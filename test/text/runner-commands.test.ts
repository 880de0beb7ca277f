import { expect, test } from 'vitest';
import { jsonWithoutCommands, withoutCommands } from '../../src/text/runner-commands.ts';
import { readLog } from '../support/github/runner-log.ts';

test.each([
  ['::error::no', ': :error::no'],
  ['  ::error file=a.js::no', '  : :error file=a.js::no'],
  ['\t\u00a0\u0085\u3000::add-mask::e', '\t\u00a0\u0085\u3000: :add-mask::e'],
  [
    'built\n\n::set-output name=verdict::pass\r\n::group::x',
    'built\n\n: :set-output name=verdict::pass\r\n: :group::x',
  ],
  ['over\r::error::no', 'over\r: :error::no'],
  ['- ##[error]no', '- ## [error]no'],
  ['###[warning]no ##[add-mask]e', '### [warning]no ## [add-mask]e'],
])('the runner obeys nothing in %j', (text, shown) => {
  expect(readLog(text).commands).not.toEqual([]);
  expect(withoutCommands(text)).toBe(shown);
  expect(readLog(shown).commands).toEqual([]);
});

test.each(['std::vector', 'a ::before', '## Title [link]', '#[x]', ': :', '\n\n'])(
  'text without a command stays as it is: %j',
  (text) => expect(withoutCommands(text)).toBe(text),
);

test('JSON says the same to its readers, and nothing to the runner', () => {
  const data = { '##[error]a': ['x ##[error]no', '::error::no'], '::error::': '\\##[' };
  const json = jsonWithoutCommands(JSON.stringify(data, null, 2));
  expect(JSON.parse(json)).toEqual(data);
  expect(readLog(json).commands).toEqual([]);
});
