import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SCRIPT_BYTES = 545_000;
const WORDS =
  'render update layout measure state node child queue schedule event list item price cart order route'.split(' ');

/** Writes a page that renders 400 elements with 545 kB of JavaScript: one file of small functions, all of which it calls. */
export async function writeHeavyPage(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const functions: string[] = [];
  for (let bytes = 0, n = 0; bytes < SCRIPT_BYTES; n++) {
    const [word = '', other = ''] = [WORDS[n % WORDS.length], WORDS[(7 * n + 3) % WORDS.length]];
    const text = `function ${word}${n}(a, b) { for (var i = 0; i < 3; i++) b += i * ${(n * 7919) % 1_000};
  return a > ${(n * 31) % 97} ? { ${other}: a, ${word}: "${other} ${(n * 104_729).toString(36)}" } : { ${word}: b }; }
all.push(${word}${n});
`;
    functions.push(text);
    bytes += text.length;
  }
  const render = `for (var until = performance.now() + 150; performance.now() < until; ) all.forEach(function (one, n) { one(n, 1); });
for (var card = 0; card < 400; card++) {
  var element = document.createElement('div');
  element.innerHTML = '<h3>Item ' + card + '</h3><p>Some words about it</p>';
  document.getElementById('root').append(element);
}
`;
  await writeFile(join(folder, 'app.js'), `var all = [];\n${functions.join('')}${render}`);
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Shop</title><h1>Shop</h1><div id="root"></div><script src="/app.js"></script></html>\n`,
  );
}
