import { code, figure, say, trusted } from '../../text/inline.ts';
import { quantity } from '../../text/quantity.ts';
import { type CheckWords, codeOr, figuresOf, text } from '../finding-text.ts';
import { fixes } from './database/fixes.ts';
import { listedQueries } from './database/listed-queries.ts';
import { findingWords, warnings } from './database/words.ts';
import { fixes as profileFixes, findingWords as profileWords } from './profile/words.ts';
import { fixes as rateFixes, findingWords as rateWords } from './rate/words.ts';
import { fixes as fixesOfServer, findingWords as wordsOfServer } from './server/words.ts';

const gotWorse: CheckWords['gotWorse'] = ({ metric, unit, label, change }, { amount, base, head }, beside) => {
  if (change === null || change.absolute === 0) return null;
  if (metric === 'repeated-queries' && change.absolute > 0) {
    const all = beside('queries');
    return all === null ? say`repeats ${amount} more queries` : say`asks ${all.head} queries instead of ${all.base}`;
  }
  if (metric === 'queries' && change.absolute > 0) return say`asks ${head} queries instead of ${base}`;
  if (metric === 'memory') return say`holds ${amount} ${trusted(change.absolute > 0 ? 'more' : 'less')} memory`;
  if (metric === 'heap') return say`holds ${amount} ${trusted(change.absolute > 0 ? 'more' : 'less')} in its heap`;
  if (metric === 'heap-growth' && change.absolute > 0)
    return say`keeps ${figure(quantity(change.absolute / 1_000, 'B'))} more of each request`;
  if (metric === 'blocking' && change.absolute > 0) return say`keeps others waiting for ${head} instead of ${base}`;
  if (metric === 'cpu') return say`uses ${amount} ${trusted(change.absolute > 0 ? 'more' : 'less')} CPU a request`;
  if (unit !== 'ms' || change.relative === null) return null;
  return say`answers ${amount} slower${metric === 'p95' ? [] : say` (${label})`}`;
};

export const words: CheckWords = {
  findings: {
    ...findingWords,
    ...profileWords,
    ...rateWords,
    ...wordsOfServer,
    'api.unexpected-answers': (finding, unit) => {
      const { current, target, location } = finding;
      const isAsBase = target === current;
      const share = figuresOf(target === 0 || isAsBase ? { ...finding, target: null } : finding, unit);
      return say`${codeOr(text(finding, 'what'), 'another answer')}${location === null ? [] : say` (${code(location)})`} to ${share} of its requests${trusted(isAsBase ? ', as on base' : '')}, where ${codeOr(text(finding, 'expected'), 'something else')} was expected`;
    },
  },
  warnings,

  listed: listedQueries,
  fixes: {
    ...fixes,
    ...profileFixes,
    ...rateFixes,
    ...fixesOfServer,
    'send-credentials': {
      words: () =>
        say`If it needs a login, give the request one, as in ${code(`headers: { authorization: "Bearer \${env:TOKEN}" }`)}, or take the token in ${code('before')}`,
      risk: 'none known',
    },
    'name-request': {
      words: () =>
        say`If it is not this change that took it away, let ${code('request')} name a method and a path that the server answers`,
      risk: 'none known',
    },
    'vary-request': {
      words: () =>
        say`If the request may be made once only, let each differ: ${code(`\${counter}`)} or ${code(`\${uuid}`)} in its path or body`,
      risk: 'the data grows with each run',
    },
    'lift-rate-limit': {
      words: () =>
        say`Lift the rate limit for the run: skip the limiter where a variable of the server's ${code('env')} is set`,
      risk: 'a limiter that is off in production, too',
    },
    'correct-request': {
      words: () =>
        say`If head's server is right to refuse it, correct the path, the headers or the body of ${code('request')}`,
      risk: 'none known',
    },
    'name-target': {
      words: () =>
        say`Let ${code('request')} name the address that it leads to; if the redirect is the answer that is meant, write ${code('expect: 3xx')}`,
      risk: 'none known',
    },
    'look-for-wait': {
      words: () =>
        say`Profile the server under this load for what it waits for: a lock, a pool that is too small, another service. If it may take this long, raise ${code('timeout')}`,
      risk: 'none known',
    },
    'repair-server': {
      words: () => say`Run the server with this request under load, and repair the error that it reports`,
      risk: 'none known',
    },
    'correct-expectation': {
      words: () => say`Repair the answer; if it is the one that is meant, let ${code('expect')} say so`,
      risk: 'an expectation that an error fits',
    },
    'forward-https': {
      words: () =>
        say`If it wants https, as behind a proxy, give the request ${code('headers: { x-forwarded-proto: https }')}`,
      risk: 'none known',
    },
  },
  gotWorse,
  noValue: 'too few answers were as expected',
  metrics: { cpu: { worse: 'more CPU', better: 'less CPU', used: 'CPU a request' } },
};
