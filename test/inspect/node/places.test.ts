import { expect, test } from 'vitest';
import { placesOf } from '../../../src/inspect/node/places.ts';

const frames = (...places: string[]) => places.map((place) => ({ place, function: null }));

test('the place of a statement is the nearest call that others do not come from, and not the one that all go through', () => {
  const writes = [
    { port: 1, at: 0, frames: frames('db.js:3', 'resumes.js:8', 'routes.js:20') },
    { port: 1, at: 90, frames: frames('db.js:3', 'resumes.js:12', 'routes.js:20') },
    { port: 1, at: 150, frames: frames('db.js:3', 'resumes.js:12', 'routes.js:20') },
    { port: 2, at: 50, frames: [] },
  ];
  const asked = [
    { shape: 'list', port: 1, at: 10 },
    { shape: 'child', port: 1, at: 100 },
    { shape: 'child', port: 1, at: 150 },
    { shape: 'child', port: 2, at: 60 },
  ];
  expect(placesOf(asked, writes)).toEqual([
    { shape: 'list', place: 'resumes.js:8', function: null, caller: 'routes.js:20' },
    { shape: 'child', place: 'resumes.js:12', function: null, caller: 'routes.js:20' },
  ]);
});

test('where only one statement is asked, its place is the nearest call, with who called it', () => {
  const writes = [{ port: 1, at: 0, frames: frames('db.js:3', 'db.js:3', 'routes.js:20') }];
  expect(placesOf([{ shape: 'one', port: 1, at: 0 }], writes)).toEqual([
    { shape: 'one', place: 'db.js:3', function: null, caller: 'routes.js:20' },
  ]);
});
