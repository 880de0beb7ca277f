import { makeProducts } from '../data/products.js';
import { makeReviews } from '../data/reviews.js';

/** Everything the API knows, with the indexes that its questions need. */
export const products = makeProducts();
export const reviews = makeReviews(products);

export const productById = new Map(products.map((product) => [product.id, product]));
export const reviewsByProduct = new Map();
for (const review of reviews) {
  const others = reviewsByProduct.get(review.productId);
  if (others) others.push(review);
  else reviewsByProduct.set(review.productId, [review]);
}

const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Mean rating of every product that has reviews. */
export const ratingById = new Map(
  [...reviewsByProduct].map(([id, list]) => [id, Number(mean(list.map((review) => review.rating)).toFixed(2))]),
);
