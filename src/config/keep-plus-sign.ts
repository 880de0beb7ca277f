import { type Document, isMap, isScalar, visit } from 'yaml';
import { keyText } from './yaml-mistakes.ts';

/** Of a pair among a subject's keys: the document, its keys, a check, its subjects, a subject, its keys. */
const DEPTH = 6;

/**
 * To YAML `cls: +0.02` is the number 0.02, and to a line of `budgets` the plus makes a threshold of it. Keeps such
 * values as they were written.
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
