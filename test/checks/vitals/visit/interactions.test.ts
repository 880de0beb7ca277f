import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Selector, Step } from '../../../../src/checks/vitals/steps/step.ts';
import { interactionsOf } from '../../../../src/checks/vitals/visit/interactions.ts';
import type { InteractionAnswer } from '../../../../src/checks/vitals/visit/messages.ts';
import { site, startVisit } from '../../../support/browser/visit-process.ts';

const ENTRY = join(import.meta.dirname, '../../../../src/checks/vitals/visit/lighthouse.ts');

const css = (selector: string): Selector => ({ by: 'css', css: selector, written: selector });
const click = (selector: string): Step => ({ action: 'click', on: css(selector) });
const waitFor = (selector: string): Step => ({ action: 'wait-for', what: css(selector) });

it('a wait-for counts to the step before it, and one before all others to none', () => {
  expect(interactionsOf([waitFor('#a'), click('#b'), waitFor('#c'), waitFor('#d'), click('#b')])).toEqual({
    waits: [waitFor('#a')],
    interactions: [
      { name: 'click #b', steps: [click('#b'), waitFor('#c'), waitFor('#d')] },
      { name: 'click #b (2)', steps: [click('#b')] },
    ],
  });
});

/** Without which the site lets nobody in; a frame of another origin is sent none of it. */
const ACCESS = { headers: { key: 'k' }, cookies: { visitor: '7' }, basicAuth: null };

const LOGIN = `<!doctype html><html lang="en"><title>Login</title><meta name="viewport" content="width=device-width">
<h1>Who are you?</h1><button id="login" onclick="
  fetch('/login'); localStorage.user = 'ada'; sessionStorage.user = 'ada';
  onbeforeunload = (event) => event.preventDefault();
  confirm('Stay logged in?'); document.querySelector('h1').textContent = 'Hello';
">Log in</button>`;

const SHOP = `<!doctype html><html lang="en"><title>Shop</title><meta name="viewport" content="width=device-width">
<h1>Shop</h1>
<button id="buy">Buy</button><button id="more">More</button><button id="leave">Leave</button>
<p id="below">Some text that can be moved, and is long enough to count as one that people would want to read.</p>
<script>
  below.prepend(localStorage.user + ' and ' + sessionStorage.user + ' on ' + innerWidth + ': ');
  let resized = 0;
  onresize = () => { resized++; };
  const work = (ms) => { for (const end = performance.now() + ms; performance.now() < end; ); };
  buy.onclick = () => {
    work(250);
    setTimeout(() => below.insertAdjacentHTML('beforebegin', '<div id="late" style="height: 300px">Late</div>'), 700);
  };
  more.onclick = () => {
    alert('Asked');
    setTimeout(() => confirm('Asked again'), 100);
    open('/more');
    location = '/file.zip';
    const add = (id) => document.body.insertAdjacentHTML('beforeend', '<p id="' + id + '">' + id);
    new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))).onmessage = () => add('worked');
    const frame = document.createElement('iframe');
    frame.src = location.href.replace('127.0.0.1', 'localhost') + 'next';
    frame.onload = () => add('framed');
    document.body.append(frame);
  };
  leave.onclick = () => { work(100); location = '/next?' + resized; };
</script>`;

const NEXT = `<!doctype html><html lang="en"><title>Next</title><h1>Next</h1>
<ul><li><button onclick="for (const end = performance.now() + 120; performance.now() < end; );">Here</button></ul>`;

function shop(request: IncomingMessage, response: ServerResponse): void {
  const page = (body: string) => void response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  const isFrame = request.headers.host?.startsWith('localhost') === true;
  if (!isFrame && (request.headers.key !== 'k' || !request.headers.cookie?.includes('visitor=7'))) {
    response.writeHead(401).end();
  } else if (request.url === '/login') {
    setTimeout(() => response.writeHead(204, { 'set-cookie': 'user=ada' }).end(), 1_500);
  } else if (request.url === '/file.zip') {
    const disposition = { 'content-disposition': 'attachment', 'content-type': 'application/zip' };
    response.writeHead(200, disposition).end('PK');
  } else if (request.url?.startsWith('/next')) page(NEXT);
  else if (request.url === '/more') page('<!doctype html><h1>More</h1>');
  else page(request.headers.cookie?.includes('user=ada') ? SHOP : LOGIN);
}

const inp = (answer?: InteractionAnswer) =>
  answer?.ok ? answer.lhr.audits['interaction-to-next-paint']?.numericValue : undefined;
const cls = (answer?: InteractionAnswer) =>
  answer?.ok ? answer.lhr.audits['cumulative-layout-shift']?.numericValue : undefined;

describe.skipIf(process.platform !== 'linux')('the steps of one visit', { concurrent: true }, () => {
  it('a visit logs in, times each interaction on its own, whatever it opens, and reports the steps that failed', async () => {
    const asked: string[] = [];
    await using pages = await site((request, response) => {
      asked.push(request.url ?? '');
      shop(request, response);
    });
    await using visit = await startVisit(ENTRY, {
      url: pages.url,
      access: ACCESS,
      before: [click('#login')],
      interactions: [
        waitFor('#buy'),
        click('#buy'),
        waitFor('#late'),
        { action: 'hover', on: css('#more') },
        click('#more'),
        waitFor('#worked'),
        waitFor('#framed'),
        click('#leave'),
        waitFor('li'),
        click('li button'),
        click('#missing'),
        click('li button'),
      ],
    });
    const answer = await visit.answer;
    if (!answer?.ok) throw new Error(JSON.stringify(answer));
    expect(JSON.stringify(answer.lhr.audits['lcp-breakdown-insight'])).toContain('ada and ada on 412');

    const { interactions } = answer;
    const names = interactions.map((each) => (each.ok ? each.step : each.failure.step));
    expect(names).toEqual([
      'click #buy',
      'hover #more',
      'click #more',
      'click #leave',
      'click li button',
      'click #missing',
      'click li button (2)',
    ]);
    const [buy, hover, more, leave, here, missing, last] = interactions;
    expect(buy).toMatchObject({ ok: true, target: '#buy' });
    expect(inp(buy)).toBeGreaterThan(250);
    expect(cls(buy)).toBeGreaterThan(0.01);
    expect(hover).toMatchObject({ ok: true, target: null });
    expect(inp(hover)).toBeUndefined();
    expect(cls(hover)).toBe(0);
    expect([more, leave, here].map((each) => each?.ok)).toEqual([true, true, true]);
    expect(inp(here)).toBeGreaterThan(120);
    expect(here).toMatchObject({ target: 'body > ul > li > button' });
    expect(missing).toMatchObject({ ok: false, failure: { absent: true, screenshot: expect.any(String) } });
    expect(last).toMatchObject({ ok: false, failure: { absent: false, screenshot: null } });
    expect(asked).toContain('/next?0'); // the page was a phone's all the time
    for (const each of interactions) {
      if (!each.ok) continue;
      const broken = Object.values(each.lhr.audits).filter((audit) => audit.scoreDisplayMode === 'error');
      expect(broken).toEqual([]);
    }
  });

  it('a visit reports which step before it failed', async () => {
    await using pages = await site(shop);
    await using visit = await startVisit(ENTRY, { url: pages.url, access: ACCESS, before: [click('#sign-in')] });
    expect(await visit.answer).toMatchObject({
      ok: false,
      code: 'STEP_FAILED',
      message: expect.stringContaining('click #sign-in'),
      step: { step: 'click #sign-in', absent: true, screenshot: expect.any(String) },
    });
  });
});
