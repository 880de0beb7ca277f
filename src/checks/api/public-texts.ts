import { oneOf, type PublicTexts, where } from '../public-texts.ts';

const status = where((text) => /^[1-5]\d\d$/.test(text));
const noStatus = oneOf('timeout', 'no answer');
const way = oneOf('sequential', 'index', 'other');

/** Where a function lies is its author's to write. */
const nothing = () => null;

export const publicTexts: PublicTexts = {
  evidence: {
    what: (text) => status(text) ?? noStatus(text),
    expected: where((text) => /^[1-5](?:\d\d|xx)(?:, [1-5](?:\d\d|xx)){0,9}$/.test(text)),
    state: oneOf('gone', 'invalid', 'unused'),
    path: way,
    pathBefore: way,
  },
  locations: { 'process.slower-function': nothing, 'process.blocks': nothing, 'process.leak': nothing },
};
