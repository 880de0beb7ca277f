// Draws docs/comment.png: the report of the demo (`npm run demo`) as GitHub shows it in a comment, with the folds closed.
// `node scripts/picture.ts report.md picture.png` draws another one.
import { readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { launch } from 'puppeteer-core';
import { findChromium } from '../src/checks/vitals/browser/chromium.ts';
import { CHROMIUM_FLAGS } from '../src/checks/vitals/browser/chromium-flags.ts';

const root = join(import.meta.dirname, '..');

/** The width of a comment on GitHub, about. */
const WIDTH = 960;

/** GitHub's light theme, as far as a report needs it. */
const STYLE = `
body { margin: 0; padding: 16px; background: #fff; color: #1f2328; }
body { font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, "Noto Color Emoji", sans-serif; }
article { border: 1px solid #d1d9e0; border-radius: 6px; }
header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; }
header { color: #59636e; }
header b { color: #1f2328; }
header span { border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 6px; font-size: 12px; margin-left: 4px; }
main { padding: 16px; }
main > :first-child { margin-top: 0; }
main > :last-child { margin-bottom: 0; }
h3 { font-size: 1.25em; line-height: 1.25; margin: 24px 0 16px; }
p, ul, pre, table, details { margin: 0 0 16px; }
ul { padding-left: 2em; }
li + li { margin-top: 0.25em; }
code { font: 85% ui-monospace, "Liberation Mono", Menlo, monospace; padding: 0.2em 0.4em; }
code, pre { background: #818b981f; border-radius: 6px; }
pre { padding: 16px; overflow: hidden; }
pre code { padding: 0; background: none; }
table { border-collapse: collapse; }
th, td { border: 1px solid #d1d9e0; padding: 6px 13px; }
th { font-weight: 600; }
tr:nth-child(2n) td { background: #f6f8fa; }
a { color: #0969da; text-decoration: underline; }
svg { vertical-align: -0.125em; }
sub { font-size: 75%; line-height: 0; vertical-align: -0.25em; }
`;

/** The marks as pictures, because not every machine has a font with coloured emoji. */
const MARKS = {
  '❌': '<path d="M3 3l10 10M13 3L3 13" stroke="#dd2e44" stroke-width="3" stroke-linecap="round"/>',
  '⚠️': '<path d="M8 2l6.5 12h-13z" fill="#ffcc4d" stroke="#ffcc4d" stroke-linejoin="round"/><path d="M8 6.5v4M8 12v1" stroke="#231f20" stroke-width="1.6"/>',
  '✅': '<rect x="1" y="1" width="14" height="14" rx="3" fill="#77b255"/><path d="M4 8.5l3 3 5-7" stroke="#fff" stroke-width="2" fill="none"/>',
};

function withPictures(html: string): string {
  const svg = (paths: string) => `<svg width="1em" height="1em" viewBox="0 0 16 16">${paths}</svg>`;
  return Object.entries(MARKS).reduce((text, [mark, paths]) => text.replaceAll(mark, svg(paths)), html);
}

const page = (markdown: string): string => `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>
<article>
<header><b>github-actions</b> <span>bot</span> commented now</header>
<main>${withPictures(micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }))}</main>
</article>`;

async function draw(markdown: string, file: `${string}.png`): Promise<void> {
  const chromium = findChromium();
  if ('problem' in chromium) throw new Error(chromium.problem);
  const isRoot = process.getuid?.() === 0;
  const args = [...CHROMIUM_FLAGS, ...(isRoot ? ['--no-sandbox'] : [])];
  await using browser = await launch({ executablePath: chromium.path, args });
  const tab = await browser.newPage();
  await tab.setViewport({ width: WIDTH, height: 100, deviceScaleFactor: 1.35 });
  await tab.setContent(page(markdown));
  await tab.screenshot({ path: file, fullPage: true });
}

const [from = join(root, '.perf-budget/demo/shop/report.md'), to = join(root, 'docs/comment.png')] =
  process.argv.slice(2);
await draw(await readFile(from, 'utf8'), to as `${string}.png`);
console.log(`${relative('.', to)}: ${Math.round((await stat(to)).size / 1000)} kB`);
