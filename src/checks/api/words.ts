import { say } from '../../text/inline.ts';
import { codeOr, type FindingWords, figuresOf, text } from '../finding-text.ts';

export const words: FindingWords = {
  findings: {
    'api.unexpected-answers': (finding, unit) =>
      say`${codeOr(text(finding, 'what'), 'another answer')} to ${figuresOf(finding, unit)} of its requests, where ${codeOr(text(finding, 'expected'), 'something else')} was expected`,
  },
  fixes: {},
};
