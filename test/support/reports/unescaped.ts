import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** What GitHub would make of text from outside, if it stood in its markdown as it came. */

const OURS = 'https://github.com/octo/app/';

/** The first thing in this markdown that is not ours: html, an image, a foreign link, a mention; null: all is. */
export function unescapedIn(markdown: string): string | null {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return inNode(tree);
}

function inNode(node: Nodes): string | null {
  switch (node.type) {
    case 'html':
      if (!/^(<\/?(details|summary|sub|span)>|[^<>])+$/.test(node.value)) return `html: ${node.value}`;
      return inText(node.value);
    case 'text':
      return inText(node.value);
    case 'link':
      if (!node.url.startsWith(OURS)) return `a link: ${node.url}`;
      break;
    case 'table':
      if (node.children.some((row) => row.children.length !== 6)) return 'a broken row';
      break;
    case 'heading':
      if (node.depth !== 3) return 'a heading';
      break;
    case 'image':
    case 'imageReference':
    case 'linkReference':
    case 'definition':
    case 'footnoteReference':
    case 'footnoteDefinition':
    case 'blockquote':
    case 'thematicBreak':
      return node.type;
  }
  for (const child of 'children' in node ? node.children : []) {
    const found = inNode(child);
    if (found !== null) return found;
  }
  return null;
}

/** GitHub looks for these in the finished text, where a backslash no longer helps. */
function inText(text: string): string | null {
  const found =
    /@[\w-]/.exec(text) ??
    /#\d|\bgh-\d/i.exec(text) ??
    /:\/\/|www\./i.exec(text) ??
    // Figures of seven digits are no commits.
    /(?<![0-9a-z])(?=\d*[a-f])[0-9a-f]{7,40}(?![0-9a-z])/i.exec(text) ??
    /[^\P{Cc}\n]|[\u202a-\u202e]/u.exec(text);
  return found === null ? null : `text: ${text.slice(Math.max(0, found.index - 20), found.index + 40)}`;
}
