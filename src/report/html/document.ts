import { createHash } from 'node:crypto';
import { withoutCommands } from '../../text/runner-commands.ts';
import { html, type Markup, raw } from './markup.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Only the page's own style and script run, and nothing is loaded. So it opens from a disk, in a mail, under any
 * policy.
 */
const POLICY = `default-src 'none'; img-src data:; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`;

/** A whole page around its content. */
export function document(title: string, content: Markup): string {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(STYLE)}</style></head>
<body><a class="skip" href="#content">Skip to the results</a>
${content}
<script>${raw(SCRIPT)}</script></body></html>
`;
  return withoutCommands(page.markup);
}
