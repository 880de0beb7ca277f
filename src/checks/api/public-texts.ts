import { isPlace } from '../../text/strict-names.ts';
import { oneOf, type PublicTexts, where } from '../public-texts.ts';

const status = where((text) => /^[1-5]\d\d$/.test(text));
const noStatus = oneOf('timeout', 'no answer');
const place = where(isPlace);
const way = oneOf('sequential', 'index', 'other');

export const publicTexts: PublicTexts = {
  evidence: {
    what: (text) => status(text) ?? noStatus(text),
    expected: where((text) => /^[1-5](?:\d\d|xx)(?:, [1-5](?:\d\d|xx)){0,9}$/.test(text)),
    place,
    state: oneOf('gone', 'invalid', 'unused'),
    path: way,
    pathBefore: way,
  },
  locations: { 'database.repeated-query': place, 'database.same-query': place, 'process.slower-function': place },
};
