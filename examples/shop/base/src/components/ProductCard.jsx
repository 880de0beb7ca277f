import { Link } from 'react-router';
import { Price } from './Price.jsx';

export function ProductCard({ product }) {
  return (
    <article className="card">
      <Link to={`/products/${product.id}`}>
        <div className="card-picture" style={{ '--hue': product.hue }} aria-hidden="true" />
        <h3>{product.name}</h3>
        <Price amount={product.price} />
      </Link>
    </article>
  );
}
