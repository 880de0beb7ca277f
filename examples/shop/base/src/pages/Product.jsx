import { useParams } from 'react-router';
import { Delivery } from '../components/Delivery.jsx';
import { Price } from '../components/Price.jsx';
import { useCart } from '../state/cart.js';
import { useSnapshot } from '../state/snapshot.js';
import '../styles/product.css';
import NotFound from './NotFound.jsx';

export default function Product() {
  const { id } = useParams();
  const catalogue = useSnapshot('catalogue');
  const add = useCart((cart) => cart.add);
  if (!catalogue) return <p className="notice">One moment…</p>;
  const product = catalogue.products.find((candidate) => candidate.id === id);
  if (!product) return <NotFound />;
  return (
    <article className="product">
      <div className="card-picture" style={{ '--hue': product.hue }} aria-hidden="true" />
      <div>
        <h1>{product.name}</h1>
        <Price amount={product.price} />
        <p>{product.description}</p>
        <dl>
          <dt>Brand</dt>
          <dd>{product.brand}</dd>
          <dt>Weight</dt>
          <dd>{product.weight} g</dd>
        </dl>
        <Delivery />
        <button type="button" className="button" disabled={product.stock === 0} onClick={() => add(product.id)}>
          {product.stock > 0 ? 'Add to cart' : 'Sold out'}
        </button>
      </div>
    </article>
  );
}
