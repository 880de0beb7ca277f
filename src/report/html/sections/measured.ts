import type { Report } from '../../../model/report.ts';
import { howMeasured } from '../../words/measured.ts';
import { html, items, type Markup } from '../markup.ts';

/** Machine, rounds and times: the basis of the figures. */
export const measured = (report: Report): Markup =>
  html`<section aria-labelledby="measured"><h2 id="measured">How this was measured</h2>${items(howMeasured(report))}</section>`;

const FILE_NAME = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/** The files beside the report. */
export function files({ files = [] }: Report): Markup | null {
  const safe = files.filter(({ name }) => FILE_NAME.test(name));
  if (safe.length === 0) return null;
  return html`<section aria-labelledby="files"><h2 id="files">Files beside this page</h2><ul>${safe.map(({ name, title }) => html`<li><a href="${name}">${title}</a> <code>${name}</code></li>`)}</ul></section>`;
}
