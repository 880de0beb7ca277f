import clsx from 'clsx';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ProductCard } from '../components/ProductCard.jsx';
import { useSnapshot } from '../state/snapshot.js';
import '../styles/catalogue.css';

const SHOWN = 60;

const orders = {
  name: (a, b) => a.name.localeCompare(b.name),
  price: (a, b) => a.price - b.price,
  weight: (a, b) => a.weight - b.weight,
};

export default function Catalogue() {
  const catalogue = useSnapshot('catalogue');
  const [params, setParams] = useSearchParams();
  const category = params.get('category');
  const words = params.get('q')?.toLowerCase() ?? '';
  const order = params.get('sort') ?? 'name';
  const found = useMemo(
    () =>
      (catalogue?.products ?? [])
        .filter((product) => !category || product.category === category)
        .filter((product) => product.name.toLowerCase().includes(words))
        .sort(orders[order] ?? orders.name),
    [catalogue, category, words, order],
  );
  const change = (key, value) =>
    setParams((old) => {
      if (value) old.set(key, value);
      else old.delete(key);
      return old;
    });
  if (!catalogue) return <p className="notice">Opening the catalogue…</p>;
  return (
    <>
      <h1>{words ? `“${words}”` : 'Catalogue'}</h1>
      <div className="filters">
        <button type="button" className={clsx('filter', !category && 'filter-on')} onClick={() => change('category', null)}>
          All
        </button>
        {catalogue.categories.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            className={clsx('filter', id === category && 'filter-on')}
            onClick={() => change('category', id)}
          >
            {name}
          </button>
        ))}
        <label>
          Sort by{' '}
          <select value={order} onChange={(event) => change('sort', event.target.value)}>
            {Object.keys(orders).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </div>
      <p className="notice">
        {found.length} products{found.length === 0 && <Link to="/catalogue">, show all</Link>}
      </p>
      <div className="cards">
        {found.slice(0, SHOWN).map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </div>
    </>
  );
}
