import { expect, test } from 'vitest';
import { uncommittedNotes } from '../../../src/workspace/build/files-base-lacks.ts';

test('files that earlier steps changed in head alone are named, with what to do', () => {
  const facts = { lackedByBase: [], arePackagesUnlocked: false };
  expect(uncommittedNotes({ ...facts, changed: ['src/version.ts', 'package.json'] })).toEqual([
    'Earlier steps changed what is committed, in head alone: src/version.ts, package.json. Let the build do it, so that base gets it too, or undo it before this step.',
  ]);
  expect(uncommittedNotes(facts)).toEqual([]);
});
