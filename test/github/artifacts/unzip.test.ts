import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { unzipOne } from '../../../src/github/artifacts/unzip.ts';

const unzip = (archive: Uint8Array, bytes = 1_000_000) =>
  unzipOne(Buffer.from(archive), { entry: 'report.json', bytes });
const text = strToU8('{"version":1}');

it('gives the one file', () => {
  for (const level of [0, 6] as const) {
    const read = unzip(zipSync({ 'report.json': [text, { level }] }));
    expect(read).toMatchObject({ ok: true });
    expect(read.ok && read.content.toString()).toBe('{"version":1}');
  }
});

it('refuses several files, none, and files of another name, wherever they would lie', () => {
  const why = (files: Record<string, Uint8Array>) => unzip(zipSync(files));
  expect(why({ 'report.json': text, 'more.json': text })).toMatchObject({ why: 'it has more than one file' });
  expect(why({})).toMatchObject({ ok: false });
  for (const name of ['../report.json', '/report.json', 'folder/report.json', '..\\report.json', 'REPORT.json', '']) {
    expect(why({ [name]: text })).toEqual({ ok: false, why: 'its file is not report.json' });
  }
});

it('stops at the limit of what it inflates, whatever the archive says of its size', () => {
  const bomb = Buffer.from(zipSync({ 'report.json': new Uint8Array(50_000_000) }));
  expect(unzip(bomb)).toEqual({ ok: false, why: 'its file is larger than 1 MB' });
  const listed = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bomb.writeUInt32LE(10, listed + 24);
  bomb.writeUInt32LE(10, 22);
  expect(unzip(bomb)).toEqual({ ok: false, why: 'its file is larger than 1 MB' });
});

it('never throws, however an archive is damaged', () => {
  const whole = Buffer.from(zipSync({ 'report.json': strToU8(JSON.stringify({ text: 'a'.repeat(300) })) }));
  for (let at = 0; at < whole.length; at += 1) {
    expect(() => unzip(whole.subarray(0, at))).not.toThrow();
    for (const value of [0, 0x7f, 0xff]) {
      const changed = Buffer.from(whole);
      changed[at] = value;
      expect(() => unzip(changed)).not.toThrow();
    }
  }
  expect(unzip(Buffer.from('not an archive'))).toMatchObject({ ok: false });
});
