import { type Document, isMap, isScalar, visit } from 'yaml';
import { keyText } from './yaml-mistakes.ts';

/** How deep a subject's keys lie: document, its keys, a check, its subjects, a subject, its keys. */
const DEPTH = 6;

/**
 * YAML reads `cls: +0.02` as the number 0.02, but in `budgets` the plus makes it a threshold. Keeps such values as
 * written.
 */
export function keepSigns(document: Document): void {
  visit(document, {
    Pair: (_, { key, value }, ancestors) => {
      if (ancestors.length !== DEPTH || keyText(key) !== 'budgets' || !isMap(value)) return;
      for (const { value: limit } of value.items) {
        if (isScalar(limit) && typeof limit.value === 'number' && limit.source?.startsWith('+')) {
          limit.value = limit.source;
        }
      }
    },
  });
}
