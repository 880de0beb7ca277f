import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { LighthouseFailure } from './messages.ts';

/**
 * V8's last words before a tab runs out of memory: `V8 javascript OOM (Reached heap limit)`. The kernel ends a tab
 * without any.
 */
const OUT_OF_MEMORY = /\bOOM \(([^)]{1,100})\)/;

/**
 * Resolves once the page's tab crashes; else never. Requests to a crashed page take long to fail.
 *
 * @param profile the folder in which chrome-launcher keeps the browser's output
 */
export function tabCrash(page: Page, profile: string): Promise<LighthouseFailure> {
  return new Promise((resolve) => {
    page.once('error', () => {
      const why = OUT_OF_MEMORY.exec(printed(profile))?.[1];
      const failure = { ok: false, status: null, output: null } as const;
      if (why === undefined) resolve({ ...failure, code: 'TARGET_CRASHED', message: 'The tab crashed.' });
      else resolve({ ...failure, code: 'OUT_OF_MEMORY', message: `The tab ran out of memory and crashed: ${why}.` });
    });
  });
}

function printed(profile: string): string {
  try {
    return readFileSync(join(profile, 'chrome-err.log'), 'utf8');
  } catch {
    return ''; // it printed nothing
  }
}
