import { expect, test } from 'vitest';
import type { LostFile } from '../../../src/checks/vitals/evidence.ts';
import { lostFiles } from '../../../src/checks/vitals/judge-lost-files.ts';

const HOME = { name: 'home', variant: 'mobile' };
const script = (file: string, status: number | null = 404): LostFile => ({ file, status, isVital: true });
const data: LostFile = { file: '/api/me', status: 404, isVital: false };

type Visits = readonly (readonly LostFile[])[];

function judgedVisits(base: Visits, head: Visits) {
  const found = lostFiles(HOME, { base: base.map((lost) => ({ lost })), head: head.map((lost) => ({ lost })) });
  const isNote = ({ effect }: (typeof found)[0]) => effect === 'noted';
  return {
    failure: found.find((one) => !isNote(one)) ?? null,
    notes: found.filter(isNote).map(({ message, hint }) => (hint === undefined ? message : `${message}. ${hint}`)),
  };
}

const judged = (base: readonly LostFile[], head: readonly LostFile[]) => judgedVisits([base, base], [head, head]);

test('a page that lost its script on head alone ends head with the words of what is missing', () => {
  const { failure, notes } = judged([], [script('/a.js'), script('/b.css')]);
  expect(failure).toMatchObject({ effect: 'invalid', code: 'page-failed' });
  expect(failure?.message).toBe("2 of the page's own files were answered 404: /a.js, /b.css");
  expect(notes).toEqual(["home, mobile (head): 2 of the page's own files were answered 404: /a.js, /b.css"]);
});

test('a page that lost its script on base alone has nothing to compare with', () => {
  const { failure } = judged([script('/a.js', null)], []);
  expect(failure).toMatchObject({
    effect: 'not-compared',
    message: "1 of the page's own files was not answered: /a.js",
  });
});

test('a page that lost as much on both sides is compared, and its losses are noted, the gravest first', () => {
  const { failure, notes } = judged([data, script('/a-3f2a91bc.js')], [data, script('/a-77d01e4f.js', 502)]);
  expect(failure).toBeNull();
  expect(notes).toEqual([
    "home, mobile (head): 2 of the page's own files were answered with an error, or not at all: /a-77d01e4f.js (answered 502), /api/me (answered 404)",
    "home, mobile (base): 2 of the page's own files were answered 404: /a-3f2a91bc.js, /api/me",
  ]);
});

test('data that a served folder lacks is noted with how to put a server behind it', () => {
  const { notes } = judged([], [{ ...data, file: '/api/me?x=1', isApi: true }]);
  expect(notes[0]).toMatch(/If a server answers \/api\/me in production, .*`proxy: \{ \/api: NAME \}`$/);
});

test('a script that the folder has in other letters is noted, and ends head, with the name that it has', () => {
  const { failure, notes } = judged([], [{ ...script('/App.js'), like: '/app.js' }]);
  expect(failure?.hint).toContain('The folder has /app.js');
  expect(notes[0]).toContain('answered 404: /App.js. The folder has /app.js');
});

test('data that is answered 4xx, and a file that few visits lost, end no side', () => {
  expect(judged([], [data]).failure).toBeNull();
  expect(judgedVisits([[], [], []], [[script('/a.js')], [], []])).toEqual({ failure: null, notes: [] });
});

test('a page that lost another script on head than on base ends head, however many base lost', () => {
  const { failure } = judged([script('/env.js'), script('/old.js')], [script('/main.js', 200)]);
  expect(failure).toMatchObject({
    effect: 'invalid',
    message: "1 of the page's own files was answered with HTML: /main.js",
  });
});

test('a second chunk whose name differs in its hash alone is lost as well', () => {
  const { failure } = judged([script('/a-3f2a91bc.js')], [script('/a-77d01e4f.js'), script('/a-5be0c913.js')]);
  expect(failure).toMatchObject({ effect: 'invalid', message: expect.stringMatching(/^1 of/) });
});

test('a file whose query is new on every visit is one file', () => {
  const head = [[script('/main.js?t=1'), script('/main.js?t=2')], [script('/main.js?t=3')], [script('/main.js?t=4')]];
  const { failure } = judgedVisits([[], [], []], head);
  expect(failure).toMatchObject({ effect: 'invalid', message: "1 of the page's own files was answered 404: /main.js" });
});
