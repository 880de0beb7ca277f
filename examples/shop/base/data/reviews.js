import { between, pick, seededRandom } from './random.js';

const authors = ['Ada', 'Bram', 'Chidi', 'Dilnoza', 'Emre', 'Freya', 'Goran', 'Hana', 'Ines', 'Jonas', 'Kavita', 'Lars'];
const openings = ['Bought it for a week in the hills.', 'Had mine for two winters now.', 'A present that I then kept.', 'My third one.'];
const verdicts = ['Would buy it again.', 'Good value.', 'The zip could be better.', 'Heavier than it says.', 'No complaints at all.', 'It leaks a little.'];

const REVIEWS = 14_000;
const FIRST_DAY = Date.UTC(2023, 0, 1);
const DAY_MS = 86_400_000;

/** Reviews of the given products, newest last. */
export function makeReviews(products) {
  const random = seededRandom(1951);
  return Array.from({ length: REVIEWS }, (_, index) => ({
    id: `r-${index + 1}`,
    productId: pick(random, products).id,
    author: pick(random, authors),
    rating: Math.min(5, between(random, 2, 6)),
    date: new Date(FIRST_DAY + Math.floor(index / 14) * DAY_MS).toISOString().slice(0, 10),
    text: `${pick(random, openings)} ${pick(random, verdicts)}`,
  }));
}
