import { describe, expect, it } from 'vitest';
import { parseCgroup, parseCores, parsePressure, parseSchedstat, parseThrottled } from '../../src/observe/proc.ts';

const NOTHING = ['', '\n', 'garbage', '0'];

describe('what the kernel tells', () => {
  it.each([
    ['497431 73667 2\n', { ran: 497_431, waited: 73_667 }],
    ['0 0 0\n', { ran: 0, waited: 0 }],
    ['98765432109876 1 2', { ran: 98_765_432_109_876, waited: 1 }],
  ])('of a thread: %j', (text, times) => {
    expect(parseSchedstat(text)).toEqual(times);
  });

  it.each([
    [
      'some avg10=6.85 avg60=6.86 avg300=21.37 total=553046137\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=7\n',
      553_046_137,
    ],
    ['some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n', 0],
    ['full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n', null],
  ])('of pressure: %j', (text, total) => {
    expect(parsePressure(text)).toBe(total);
  });

  it.each([
    ['cpu  100 1 20 300 4 5 6 142 7 8\ncpu0 50 0 10 150 2 2 3 71 0 0\n', { all: 578, processes: 121, stolen: 142 }],
    ['cpu  100 1 20 300 4 5 6 142\n', { all: 578, processes: 121, stolen: 142 }],
    ['cpu  100 1 20 300 4 5 6\n', null], // before Linux 2.6.11
    ['intr 1 2 3\n', null],
  ])('of its cores: %j', (text, cores) => {
    expect(parseCores(text)).toEqual(cores);
  });

  it.each([
    ['usage_usec 9\nuser_usec 4\nsystem_usec 5\nnr_periods 3\nnr_throttled 1\nthrottled_usec 1234\n', 1_234],
    ['usage_usec 9\nuser_usec 4\nsystem_usec 5\n', null], // without the CPU controller
    ['nr_periods 0\nnr_throttled 0\nthrottled_time 12\n', null], // v1: nanoseconds
  ])('of a quota: %j', (text, microseconds) => {
    expect(parseThrottled(text)).toBe(microseconds);
  });

  it.each([
    ['0::/\n', '/'],
    ['0::/user.slice/a b/session:1.scope\n', '/user.slice/a b/session:1.scope'],
    ['9:name=systemd:/\n4:memory:/job\n0::/job/7\n', '/job/7'],
    ['4:cpu,cpuacct:/job\n', null],
  ])('of its cgroup: %j', (text, path) => {
    expect(parseCgroup(text)).toBe(path);
  });

  it.each(NOTHING)('nothing: %j', (text) => {
    expect(
      [parseSchedstat, parsePressure, parseCores, parseThrottled, parseCgroup].map((parse) => parse(text)),
    ).toEqual(new Array(5).fill(null));
  });
});
