import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { stepNames } from '../../../../src/checks/vitals/steps/names.ts';
import { runStep } from '../../../../src/checks/vitals/steps/run-step.ts';
import { stepsSchema } from '../../../../src/checks/vitals/steps/schema.ts';
import type { Step, StepFailure } from '../../../../src/checks/vitals/steps/step.ts';
import { openChromium } from '../../../support/browser/chromium.ts';

/** One for all tests. */
let chromium: Awaited<ReturnType<typeof openChromium>>;
beforeAll(async () => {
  chromium = await openChromium();
});
afterAll(async () => await chromium[Symbol.asyncDispose]());

/** What the page was told, event by event, and which of them the browser timed as interactions. */
const LOG = `<meta name=viewport content="width=device-width"><script>
log = []; timed = new Set();
for (const type of ['click', 'input', 'change', 'keydown', 'mouseover', 'wheel', 'focusin'])
  addEventListener(type, (event) => {
    const node = event.composedPath()[0];
    if (node.id) log.push(type + ' ' + node.id + (event.key ? ' ' + event.key : '') + (event.isTrusted ? '' : ' by script'));
  }, true);
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.interactionId) timed.add(entry.name); })
  .observe({ type: 'event', durationThreshold: 0 });
shifts = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) shifts += entry.value; }).observe({ type: 'layout-shift' });
</script>`;

/** Takes steps on a page; answers what it was told, and the first failure. */
async function take(html: string, yaml: string) {
  await using shown = await chromium.show(`${LOG}${html}`);
  const { page } = shown;
  const steps = stepsSchema.parse(parse(yaml));
  const names = stepNames(steps);
  let failure: StepFailure | null = null;
  for (const [index, step] of steps.entries()) failure ??= await runStep(page, step, names[index] ?? '');
  const seen = await page.evaluate(`new Promise((resolve) => setTimeout(() => resolve({
    log, timed: [...timed].sort(), values: [...document.querySelectorAll('input, select')].map(({ value }) => value),
  }), 150))`);
  return { failure, ...(seen as { log: string[]; timed: string[]; values: string[] }) };
}

const taken = (log: readonly string[], type: string) => log.filter((line) => line.startsWith(`${type} `));

describe('an element is found', () => {
  it('an element is found by CSS, text and accessible name, also in shadow roots, and only where it is seen', async () => {
    const page = `<style>[hidden]{display:none} #upper{text-transform:uppercase}</style>
      <button id=ghost hidden>Buy</button><h2 id=title>Buy</h2><p id=outer>You may <b>Buy it all</b> here</p>
      <button id=buy> Buy <i id=i></i></button><button id=upper>check out</button>
      <input id=send type=submit value="Send it"><input id=find placeholder="Find shoes">
      <button id=pay aria-label="Pay now"><svg width=20 height=20 style="pointer-events:none"></svg></button><a id=home href="#x">Home</a>
      <img id=logo alt=Logo width=20 height=20 src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">
      <div id=host></div><script>host.attachShadow({ mode: 'open' }).innerHTML =
        '<button id=inner class=deep>In the shadow</button><button id=close aria-label="Say &quot;no&quot;">x</button>'</script>
      <select id=size><option>Only in a list</select>`;
    const { failure, log } = await take(
      page,
      `
- click: text=Buy
- click: text=CHECK OUT
- click: text="Send it"
- click: text=Find shoes
- click: text=shadow
- click: .deep
- click: role=button[name="Pay now"]
- click: role=button[name='Say "no"']
- click: role=link
- click: role=img[name=Logo]
- scroll: text=Buy
- wait-for: "#outer > b"`,
    );
    expect(failure).toBeNull();
    const ids = taken(log, 'click').map((line) => line.split(' ')[1]);
    expect(ids).toEqual(['buy', 'upper', 'send', 'find', 'inner', 'inner', 'pay', 'close', 'home', 'logo']);
  });

  it('an element is found as soon as it is there, can be seen, is enabled, stands still, and lies free', async () => {
    const { failure, log } = await take(
      `<div style="height:3000px"></div><div id=root></div><div style="height:3000px"></div>
       <div id=bar style="position:fixed;inset:0;z-index:9"></div><nav id=nav style="position:fixed;bottom:0;height:200px;width:100%"></nav>
       <style>@keyframes in { from { transform: translateX(200px) } } #go { animation: in .4s linear }</style>
       <script>setTimeout(() => { root.innerHTML = '<button id=go disabled>Go</button>' }, 200);
       setTimeout(() => go.disabled = false, 700); setTimeout(() => bar.remove(), 1000);</script>`,
      '- click: text=Go',
    );
    expect(failure).toBeNull();
    expect(taken(log, 'click')).toEqual(['click go']);
  });
});

describe('a step is taken', () => {
  it('steps are trusted events, which the browser times as interactions', async () => {
    const { failure, log, timed, values } = await take(
      `<label>Name <input id=name value="Ada "></label><p>
       <select id=size><option>Choose<option disabled>Little<option>Large<option value=xl>Larger</select>
       <select id=one><option>One<option>Two</select>
       <button id=ask onclick="confirm('Sure?') && log.push('sure')">Ask</button>
       <button id=work onclick="for (const until = performance.now() + 40; performance.now() < until;);">Work</button>
       <script>size.onchange = () => log.push('now ' + size.value)</script>`,
      `
- click: text=Ask
- click: text=Work
- type: { into: text=Name, text: L. é }
- press: { key: Control+A, on: "#name" }
- press: X
- press: Shift+b
- select: { from: "#size", option: Larger }
- select: { from: "#size", option: Large }
- select: { from: "#one", option: One }`,
    );
    expect(failure).toBeNull();
    expect(log.join()).not.toContain('by script');
    expect(log).toContain('sure');
    expect(values).toEqual(['XB', 'Large', 'One']);
    expect(log.filter((line) => /^(now|change)/.test(line))).toEqual([
      'change name',
      'change size',
      'now xl',
      'change size',
      'now Large',
      'change one',
    ]);
    expect(timed).toEqual(expect.arrayContaining(['click', 'keydown']));
  });

  it('steps use the mouse alone where nothing is pressed', async () => {
    const { failure, log, timed } = await take(
      `<nav id=menu style="width:99px;height:50px">Menu</nav><div id=tall style="height:2500px"></div><div id=more></div>
       <script>addEventListener('scroll', () => { more.innerHTML = '<footer id=footer>The end</footer>' })</script>`,
      '- hover: text=Menu\n- scroll: "#footer"\n- wait-for: text=The end',
    );
    expect(failure).toBeNull();
    expect(log).toContain('mouseover menu');
    expect(taken(log, 'wheel').length).toBeGreaterThan(1);
    expect(timed).toEqual([]);
  });
});

const SHOP = `<style>#hid{display:none} #under{position:absolute;top:400px}</style>
  <a href="/">Home</a><button class=buy>Add to basket</button><button>Buy now</button><button id=pay disabled>Pay</button>
  <button id=hid>Hidden</button><input id=search aria-label=Search value="my secret"><select id=size><option>S<option>M</select>
  <div id=under>Under</div><div id=banner class="a b" style="position:fixed;inset:0;top:300px"></div>`;

it('A step that can not be taken says which, where, and what was there instead, and shows the page', async () => {
  await using shown = await chromium.show(SHOP);
  const steps = stepsSchema.parse(
    parse(`
- click: text=Add to cart
- click: role=button[name=Add]
- hover: role=tab
- type: { into: "#serch", text: hunter2 }
- select: { from: "#size", option: Large }
- click: "#pay["
- click: "#pay"
- click: "#hid"
- click: text=Under
- select: { from: "#search", option: a }
- type: { into: text=Buy now, text: a }`),
  );
  const names = stepNames(steps);
  const failureOf = (index: number) => runStep(shown.page, steps[index] as Step, names[index] ?? '');
  // All that wait for an element do so at once; the last one clicks, and looks where the focus is then.
  const last = steps.length - 1;
  const waiting = await Promise.all(steps.slice(0, last).map((_, index) => failureOf(index)));
  const failures = [...waiting, await failureOf(last)];
  expect(failures.map((failure) => failure?.message)).toEqual([
    'click text=Add to cart: no such element on /product; there are the buttons "Add to basket", "Buy now", "Pay".',
    'click role=button[name=Add]: no such element on /product; there are the buttons "Pay", "Buy now", "Add to basket".',
    'hover role=tab: no such element on /product; there is no tab at all.',
    'type into #serch: no such element on /product; the nearest ids and classes are #search, #size, #pay, #hid, #under.',
    'select Large in #size: no such option on /product; there are the options "S", "M".',
    'click #pay[: #pay[ is not a valid CSS selector.',
    'click #pay: the element is on /product, but it is disabled.',
    'click #hid: the element is on /product, but it is not visible.',
    'click text=Under: the element is on /product, but it is covered by <div id="banner">.',
    'select a in #search: the element is on /product, but it is <input>, not <select>.',
    'type into text=Buy now: the element is on /product, but a click on it focuses no field.',
  ]);
  expect(failures.map((failure) => failure?.absent)).toEqual([...Array(5).fill(true), ...Array(6).fill(false)]);
  for (const failure of failures) {
    expect(
      Buffer.from(failure?.screenshot ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  }
});
