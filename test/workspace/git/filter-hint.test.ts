import { expect, test } from 'vitest';
import { filterHint } from '../../../src/workspace/git/filter-hint.ts';

test.each([
  [
    'a program that is missing',
    `"git-crypt" smudge: 1: git-crypt: not found
error: external filter '"git-crypt" smudge' failed 127
fatal: secret.env: smudge filter git-crypt failed`,
    "Base's files are written by the git filter git-crypt, as those of the workspace, and its program is not on the PATH here. Add a step that sets it up, such as `- run: git-crypt unlock KEY_FILE`, before this step.",
  ],
  [
    'a key that is missing',
    `git-crypt: Error: Unable to open key file - have you unlocked/initialized this repository yet?
error: external filter '"git-crypt" smudge' failed 1
fatal: secret.env: smudge filter git-crypt failed`,
    "Base's files are written by the git filter git-crypt, as those of the workspace, and it could not read what is committed: its key or its login may be missing here, or be another one. Add a step that sets it up, such as `- run: git-crypt unlock KEY_FILE`, before this step.",
  ],
  [
    'a filter of any name',
    "error: external filter 'unseal' failed 1\nfatal: a.bin: smudge filter seal failed",
    "Base's files are written by the git filter seal, as those of the workspace, and it could not read what is committed: its key or its login may be missing here, or be another one. Add a step that sets it up before this step.",
  ],
  [
    'Git LFS that is not installed',
    "git: 'lfs' is not a git command. See 'git --help'.\n\nThe most similar command is\n\tlog",
    'The workspace holds large files of Git LFS, and base needs its own. Install git-lfs before this step (`apt-get install git-lfs`).',
  ],
  [
    'a large file that was never pushed',
    'error transferring "9999": [0] remote missing object 9999',
    'The server of Git LFS does not have what the commit of base refers to. Push it from a clone that has it (`git lfs push --all origin`).',
  ],
])('base that git can not write is said with the filter and the step that sets it up: %s', (_, output, hint) => {
  expect(filterHint(output)).toBe(hint);
});

test('what git fails on for another reason is no filter', () => {
  expect(filterHint('fatal: unable to write new index file')).toBe(null);
});
