import { expect, it } from 'vitest';
import { howMeasured } from '../../../src/report/words/measured.ts';
import { plain } from '../../../src/text/inline.ts';
import { reportOfApp } from '../../support/reports/a-report.ts';

const firstOf = (addresses?: readonly string[]): string => {
  const report = reportOfApp();
  const base = { ...report.base, ...(addresses !== undefined && { addresses: [...addresses] }) };
  return plain(howMeasured({ ...report, base })[0] ?? []);
};

it.each([
  [undefined, ' on this machine.'],
  [['live'], ': what live serves, at its address, and all else on this machine.'],
  [['live', 'docs'], ': what live and docs serve, at their addresses, and all else on this machine.'],
])('a base of which %j run at an address of their own is reported to be measured there', (addresses, where) => {
  expect(firstOf(addresses)).toContain(`, measured beside head${where}`);
});
