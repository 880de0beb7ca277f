import { HttpError } from './http-error.js';
import { productById } from './store.js';

const FREE_SHIPPING_FROM = 7_500;
const SHIPPING = 495;
const MAX_LINES = 100;

/** Prices a cart `{ items: [{ id, quantity }] }`; amounts are in pence. */
export function priceCart(cart) {
  if (!Array.isArray(cart?.items) || cart.items.length > MAX_LINES) {
    throw new HttpError(400, `items is a list of at most ${MAX_LINES} lines`);
  }
  const lines = cart.items.map(priceLine);
  const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
  const shipping = subtotal === 0 || subtotal >= FREE_SHIPPING_FROM ? 0 : SHIPPING;
  return { lines, subtotal, shipping, total: subtotal + shipping };
}

function priceLine({ id, quantity }) {
  const product = productById.get(id);
  if (!product) throw new HttpError(422, `There is no product ${id}`);
  if (!Number.isInteger(quantity) || quantity < 1) throw new HttpError(400, 'quantity is a whole number from 1');
  const available = Math.min(quantity, product.stock);
  return { id, name: product.name, price: product.price, quantity: available, short: quantity - available, total: available * product.price };
}
