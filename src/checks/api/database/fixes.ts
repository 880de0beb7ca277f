import { code, say } from '../../../text/inline.ts';
import { at, type CheckWords, texts } from '../../finding-text.ts';
import { evidenceNumber, type Fix, growth, worseningOf } from '../../gain.ts';

const fewerQueries: Fix['gain'] = (finding) =>
  growth('queries', evidenceNumber(finding, 'times'), evidenceNumber(finding, 'timesBefore'));
const fewerRows: Fix['gain'] = (_, results) => growth('rows-read', worseningOf(results, 'rows-read'), 0);

/** What can be done about an endpoint's queries. */
export const fixes: CheckWords['fixes'] = {
  'load-together': {
    words: () =>
      say`Load them together: one query with ${code('= ANY($1)')}, a join, or your ORM's way to load relations along`,
    risk: 'more rows at once',
    gain: fewerQueries,
  },
  'ask-less': {
    words: () => say`Ask for them together, or keep the answer for the length of the request`,
    risk: 'more rows at once',
    gain: fewerQueries,
  },
  'ask-along': {
    words: () =>
      say`Let a query that is asked already bring it along, or keep its answer if it is the same for many requests`,
    risk: 'what is kept may be stale',
  },
  'ask-once': {
    words: () => say`Ask once, and keep the answer for the length of the request`,
    risk: 'what is kept may be stale',
    gain: fewerQueries,
  },
  'restore-index': {
    words: () => say`Put the index back; if the migration means to drop it, change the query first`,
    risk: 'writes get a little dearer; create it concurrently',
    gain: fewerRows,
  },
  'create-index': {
    words: (finding) => {
      const columns = texts(finding, 'columns');
      if (columns.length === 0 || finding.location === null) return say`Create an index for what it looks for`;
      return say`Create one: ${code(`CREATE INDEX ON ${finding.location} (${columns.join(', ')})`)}`;
    },
    risk: 'writes get a little dearer; create it concurrently',
    gain: fewerRows,
  },
  'analyse-plan': {
    words: (finding) =>
      say`Run ${code('EXPLAIN (ANALYZE, BUFFERS)')} on it${at(' and look at how it reaches ', finding.location)}`,
    risk: 'none known',
  },
  paginate: {
    words: () => say`Fetch what is shown: a ${code('LIMIT')}, or a narrower condition`,
    risk: 'clients must ask for further pages',
    gain: (_, results) => growth('rows', worseningOf(results, 'rows'), 0),
  },
  'end-transaction': {
    words: () => say`End it in every way out: ${code('COMMIT')}, or ${code('ROLLBACK')} where it fails`,
    risk: 'none known',
  },
  'pool-connections': {
    words: () => say`Keep a pool of connections for the life of the process, and take from it`,
    risk: 'requests wait where the pool is too small',
  },
};
