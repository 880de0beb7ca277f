import type { Config } from 'lighthouse';

/**
 * Lighthouse parses and formats the texts of an audit each time it looks at the audit's description, several times a visit.
 * They are always the same.
 */
export function keepTexts(audits: Config.ResolvedConfig['audits']): void {
  for (const { implementation } of audits ?? []) {
    const { meta } = implementation;
    Object.defineProperty(implementation, 'meta', { value: meta, configurable: true });
  }
}
