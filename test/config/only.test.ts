import { describe, expect, test } from 'vitest';
import { only } from '../../src/config/only.ts';
import { planOf } from '../support/plans/from-yaml.ts';

const { subjects } = await planOf(`
servers: { site: { static: dist } }
bundle: { app: { path: dist }, .hidden: { path: out } }
api:
  list resumes: { server: site, request: GET / }
  list/all: { server: site, request: GET / }
  "get [id]": { server: site, request: GET / }
`);

const names = (patterns: readonly string[]): string[] =>
  only(subjects, patterns).map(({ check, subject }) => `${check}/${subject.name}`);

const ALL_OF_API = ['api/list resumes', 'api/list/all', 'api/get [id]'];

describe('--only names', () => {
  test.each<[string, string[], string[]]>([
    ['nothing: all are measured', [], ['bundle/app', 'bundle/.hidden', ...ALL_OF_API]],
    ['a check', ['api'], ALL_OF_API],
    ['all subjects of a check', ['api/*'], ALL_OF_API],
    ['one subject', ['api/list resumes'], ['api/list resumes']],
    ['a subject with a slash in its name', ['api/list/all'], ['api/list/all']],
    ['a subject with brackets in its name', ['api/get [id]'], ['api/get [id]']],
    ['the beginning of a name', ['api/list*'], ['api/list resumes', 'api/list/all']],
    ['a subject whose name begins with a dot', ['bundle'], ['bundle/app', 'bundle/.hidden']],
    ['several, in the order of the config', ['api/list/all', 'bundle/app'], ['bundle/app', 'api/list/all']],
  ])('%s', (_, patterns, chosen) => {
    expect(names(patterns)).toEqual(chosen);
  });
});

test('A pattern that matches nothing is a mistake, and it is said what there is', () => {
  expect(() => names(['vitals/*'])).toThrow(
    '--only vitals/* matches nothing; there are bundle/app, bundle/.hidden, api/list resumes, api/list/all, api/get [id]',
  );
});

test('A server is measured with the endpoints that put it under load, and never alone', async () => {
  const plan = await planOf(`
servers: { one: { start: node one.js }, two: { start: node two.js } }
api: { list: { server: one, request: GET / }, show: { server: two, request: GET / } }
`);
  const chosen = (pattern: string) => only(plan.subjects, [pattern]).map(({ subject }) => subject.name);
  expect(chosen('api')).toEqual(['list', 'show', 'one', 'two']);
  expect(chosen('api/show')).toEqual(['show', 'two']);
  expect(() => chosen('api/one')).toThrow('matches nothing');
});
