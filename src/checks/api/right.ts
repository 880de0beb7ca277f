import { isExpected } from '../../text/status.ts';
import type { Answer } from './load.ts';

/** Whether an answer is as it must be. */
export const isRight = ({ status, wrongText }: Answer, expect: readonly string[]): boolean =>
  wrongText === undefined && isExpected(status, expect);
