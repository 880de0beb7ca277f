import { say } from '../../text/inline.ts';
import type { CheckWords } from '../finding-text.ts';
import { fixes } from './words/fixes.ts';
import { layoutFindings } from './words/layout.ts';
import { loadingFindings } from './words/loading.ts';
import { mainThreadFindings } from './words/main-thread.ts';

/** Bytes follow the figures as things do: `from 80 kB to 96 kB transferred`. */
const gotWorse: CheckWords['gotWorse'] = ({ unit, label, base: was, head: is }, { base, head }) =>
  unit === 'B' && was !== null && is !== null ? say`went from ${base} to ${head} ${label}` : null;

export const vitalsWords: CheckWords = {
  findings: { ...loadingFindings, ...layoutFindings, ...mainThreadFindings },
  ...{ fixes, gotWorse },
  noValue: 'the page shows nothing that it is measured on',
};
