import _ from 'lodash';
import { loadSnapshot } from '../state/snapshot.js';

const SUGGESTIONS = 6;
const SHORTEST = 2;

let index = new Map();

const wordsOf = (product) => _.words(_.toLower([product.name, product.description, ...product.tags].join(' ')));

/** Every part of a word, so that "proof" finds what is waterproof. */
function partsOf(word) {
  return _.flatMap(_.range(word.length - SHORTEST + 1), (start) =>
    _.map(_.range(start + SHORTEST, word.length + 1), (end) => word.slice(start, end)),
  );
}

/** The products by every part of every word, so that a suggestion is one look-up away. */
function indexProducts(products) {
  const byPart = new Map();
  for (const product of products) {
    for (const part of _.uniq(_.flatMap(wordsOf(product), partsOf))) {
      if (!byPart.has(part)) byPart.set(part, []);
      byPart.get(part).push(product);
    }
  }
  return byPart;
}

export async function prepareSearch() {
  const { products } = await loadSnapshot('catalogue');
  index = indexProducts(products);
}

/** The products that fit every word typed so far, cheapest first. */
export function suggest(typed) {
  const found = _.words(_.toLower(typed)).map((word) => index.get(word) ?? []);
  return _.take(_.sortBy(_.intersection(...found), 'price'), SUGGESTIONS);
}
