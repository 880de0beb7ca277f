import { randomBytes } from 'node:crypto';
import type { Result } from 'lighthouse';
import { ReportGenerator } from 'lighthouse/report/generator/report-generator.js';

/** The data, what draws it, and one that names it to whoever looks at the console. */
const SCRIPTS = 3;

/**
 * Lighthouse's own report of a visit, as one HTML page. A bundle of its own in dist: only `import()` it.
 *
 * Nearly all texts in it come from the page that was visited. Lighthouse writes them as text, and the policy sees to it that
 * nothing but Lighthouse's own scripts runs, and that whoever opens the report fetches nothing from anywhere.
 *
 * @param title what its tab is called, since Lighthouse's own heading is but an address
 * @param warning a sentence that it begins with
 */
export function lighthouseHtml(lhr: Result, title: string, warning: string | null): string {
  const runWarnings = [...(warning === null ? [] : [warning]), ...lhr.runWarnings];
  const page = ReportGenerator.generateReportHtml({ ...lhr, runWarnings });
  // No hashes: where a secret is masked in the report, its scripts are others.
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const meta = '<meta charset="utf-8">';
  const withPolicy = replaced(page, meta, `${meta}<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  const parts = withPolicy.split('<script>');
  // One more, and the page that was visited would have brought it.
  if (parts.length !== SCRIPTS + 1) throw new Error(`expected ${SCRIPTS} scripts in Lighthouse's report`);
  const allowed = parts.join(`<script nonce="${nonce}">`);
  return replaced(allowed, '<title>Lighthouse Report</title>', `<title>${escaped(title)}</title>`);
}

function replaced(html: string, part: string, by: string): string {
  if (!html.includes(part)) throw new Error(`the report of this version of Lighthouse has no ${part}`);
  return html.replace(part, () => by);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
