import { evidenceNumber, type FixFacts, growth, worseningOf } from '../../gain.ts';

const fewerQueries: FixFacts['gain'] = (finding) =>
  growth('queries', evidenceNumber(finding, 'times'), evidenceNumber(finding, 'timesBefore'));
const fewerRows: FixFacts['gain'] = (_, results) => growth('rows-read', worseningOf(results, 'rows-read'), 0);

export const fixFacts: Readonly<Record<string, FixFacts>> = {
  'load-together': { risk: 'more rows at once', gain: fewerQueries },
  'ask-once': { risk: 'what is kept may be stale', gain: fewerQueries },
  'ask-along': { risk: 'what is kept may be stale' },
  'ask-less': { risk: 'more rows at once', gain: fewerQueries },
  'restore-index': { risk: 'writes get a little dearer; create it concurrently', gain: fewerRows },
  'create-index': { risk: 'writes get a little dearer; create it concurrently', gain: fewerRows },
  paginate: {
    risk: 'clients must ask for further pages',
    gain: (_, results) => growth('rows', worseningOf(results, 'rows'), 0),
  },
  'analyse-plan': { risk: 'none known' },
  'pool-connections': { risk: 'requests wait where the pool is too small' },
  'end-transaction': { risk: 'none known' },
};
