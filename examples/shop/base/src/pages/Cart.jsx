import { useEffect, useState } from 'react';
import { Price } from '../components/Price.jsx';
import { useCart } from '../state/cart.js';
import '../styles/cart.css';

/** The cart as the API prices it: null while it is asked. */
function usePricedCart(items) {
  const [priced, setPriced] = useState(null);
  useEffect(() => {
    const controller = new AbortController();
    const body = JSON.stringify({ items: Object.entries(items).map(([id, quantity]) => ({ id, quantity })) });
    fetch('/api/cart', { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: controller.signal })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(`HTTP ${response.status}`))))
      .then(setPriced)
      .catch((error) => error.name === 'AbortError' || setPriced({ error: error.message }));
    return () => controller.abort();
  }, [items]);
  return priced;
}

export default function Cart() {
  const items = useCart((cart) => cart.items);
  const change = useCart((cart) => cart.change);
  const priced = usePricedCart(items);
  if (Object.keys(items).length === 0) return <p className="notice">Your cart is empty.</p>;
  if (!priced) return <p className="notice">Adding it up…</p>;
  if (priced.error) return <p className="notice">The cart could not be priced ({priced.error}).</p>;
  return (
    <>
      <h1>Cart</h1>
      <table className="cart">
        <tbody>
          {priced.lines.map((line) => (
            <tr key={line.id}>
              <td>{line.name}</td>
              <td>
                <button type="button" aria-label={`One ${line.name} less`} onClick={() => change(line.id, -1)}>
                  −
                </button>{' '}
                {line.quantity}{' '}
                <button type="button" aria-label={`One ${line.name} more`} onClick={() => change(line.id, 1)}>
                  +
                </button>
              </td>
              <td>
                <Price amount={line.total} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cart-total">
        Shipping <Price amount={priced.shipping} />, in all <Price amount={priced.total} />
      </p>
    </>
  );
}
