import { expect, test } from 'vitest';
import { lostFiles } from '../../../../src/checks/vitals/read/lost-files.ts';
import type { LoggedRequest } from '../../../../src/checks/vitals/visit/page-log.ts';

const request = (given: Partial<LoggedRequest>): LoggedRequest => ({
  ...{ type: 'Script', bytes: 1, renderBlocking: false, status: 200, isCut: false, isHtml: false },
  ...given,
  url: `http://127.0.0.1:1${given.url ?? '/a'}`,
});

const spelled = (path: string) => (path === '/App.js' ? '/app.js' : null);
const lost = (...given: Partial<LoggedRequest>[]) =>
  lostFiles(given.map(request), { isOwn: () => true, spelled }, (url) => new URL(url).pathname);

test('a script or style that is answered with HTML is lost, and a page or data in HTML is not', () => {
  expect(lost({ url: '/a.js', isHtml: true }, { url: '/b.css', type: 'Stylesheet', isHtml: true })).toEqual([
    { file: '/a.js', status: 200, isVital: true },
    { file: '/b.css', status: 200, isVital: true },
  ]);
  expect(lost({ type: 'Document', isHtml: true }, { type: 'Fetch', isHtml: true }, {})).toEqual([]);
});

test('data that a folder does not have may be what a server answers, and a picture is not', () => {
  const gone = { status: 404 };
  expect(lost({ ...gone, url: '/api/me', type: 'Fetch' }, { ...gone, url: '/a.png', type: 'Image' })).toEqual([
    { file: '/api/me', status: 404, isVital: false, isApi: true },
    { file: '/a.png', status: 404, isVital: false },
  ]);
});

test('a file that the folder has in other letters is lost, with its name there', () => {
  expect(lost({ url: '/App.js?v=1', status: 404 })).toEqual([
    { file: '/App.js', status: 404, isVital: true, like: '/app.js' },
  ]);
});

test('an answer that breaks off or can not be read is lost, whatever its status', () => {
  expect(lost({ isCut: true })).toEqual([{ file: '/a', status: null, isVital: true }]);
});
