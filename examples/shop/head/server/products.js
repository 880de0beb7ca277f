import { HttpError } from './http-error.js';
import { productById, products, ratingById, reviews, reviewsByProduct } from './store.js';

const PAGE_SIZE = 24;
const RELATED = 8;
const REVIEWS_SHOWN = 10;

const orders = {
  name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  price: (a, b) => a.price - b.price,
  rating: (a, b) => (ratingById.get(b.id) ?? 0) - (ratingById.get(a.id) ?? 0),
};

const summary = ({ id, name, brand, category, price, stock, description }) => ({
  id,
  name,
  brand,
  category,
  price,
  description,
  inStock: stock > 0,
  rating: ratingById.get(id) ?? null,
  reviews: reviewsByProduct.get(id)?.length ?? 0,
});

/** What a card quotes: the newest review, which is the last one, or null. */
function newestReview(productId) {
  const newest = reviews.findLast((review) => review.productId === productId);
  return newest ? { author: newest.author, rating: newest.rating, text: newest.text } : null;
}

const card = (product) => ({ ...summary(product), newestReview: newestReview(product.id) });

/** One page of the catalogue: `category`, `q` (in the name), `sort` (name, price, rating) and `page` (from 1). */
export function listProducts(query) {
  const order = orders[query.get('sort') ?? 'name'];
  if (!order) throw new HttpError(400, `sort is one of ${Object.keys(orders).join(', ')}`);
  const page = Number(query.get('page') ?? 1);
  if (!Number.isInteger(page) || page < 1) throw new HttpError(400, 'page is a whole number from 1');
  const category = query.get('category');
  const words = query.get('q')?.toLowerCase();
  const found = products
    .filter((product) => !category || product.category === category)
    .filter((product) => !words || product.name.toLowerCase().includes(words))
    .sort(order);
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return { page, pages: Math.ceil(found.length / PAGE_SIZE), total: found.length, products: shown.map(card) };
}

export function showProduct(id) {
  const product = productById.get(id);
  if (!product) throw new HttpError(404, `There is no product ${id}`);
  const related = products.filter((other) => other.category === product.category && other.brand === product.brand);
  return {
    ...product,
    rating: ratingById.get(id) ?? null,
    reviews: (reviewsByProduct.get(id) ?? []).slice(-REVIEWS_SHOWN).reverse(),
    related: related.filter((other) => other !== product).slice(0, RELATED).map(summary),
  };
}
