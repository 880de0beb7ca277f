import { randomBytes } from 'node:crypto';
import type { Result } from 'lighthouse';
import { ReportGenerator } from 'lighthouse/report/generator/report-generator.js';

/** The data, the renderer, and one that names the data in the console. */
const SCRIPTS = 3;

/**
 * Lighthouse's own report of a visit, as one HTML page. It is a separate bundle in dist: only `import()` it.
 *
 * Nearly all texts in it come from the visited page. Lighthouse writes them as text, and the policy allows only
 * Lighthouse's own scripts and no requests.
 *
 * @param title of its tab, since Lighthouse's heading is only an address
 * @param what first sentence of the report: which visit it is of
 * @throws Error if this version's report has another structure
 */
export function lighthouseHtml(lhr: Result, title: string, what: string): string {
  const runWarnings = [what, ...lhr.runWarnings];
  const page = ReportGenerator.generateReportHtml({ ...lhr, runWarnings });
  // A nonce rather than hashes: masking a secret in the report changes its scripts.
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
  // Any further script would come from the visited page.
  if (parts.length !== SCRIPTS + 1) throw new Error(`expected ${SCRIPTS} scripts in Lighthouse's report`);
  const allowed = parts.join(`<script nonce="${nonce}">`);
  return replaced(allowed, '<title>Lighthouse Report</title>', `<title>${escaped(title)}</title>`);
}

function replaced(html: string, part: string, by: string): string {
  if (!html.includes(part)) throw new Error(`the report of this version of Lighthouse has no ${part}`);
  return html.replace(part, () => by);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
