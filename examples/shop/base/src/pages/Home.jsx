import { Link } from 'react-router';
import { Delivery } from '../components/Delivery.jsx';
import { Hero } from '../components/Hero.jsx';
import { ProductCard } from '../components/ProductCard.jsx';
import { useSnapshot } from '../state/snapshot.js';

export function Home() {
  const home = useSnapshot('home');
  return (
    <>
      <Hero />
      <Delivery />
      <section>
        <h2>Departments</h2>
        <ul className="departments">
          {home?.categories.map((category) => (
            <li key={category.id}>
              <Link to={`/catalogue?category=${category.id}`}>{category.name}</Link>
            </li>
          ))}
        </ul>
      </section>
      <section className="featured">
        <h2>Well stocked this week</h2>
        <div className="cards">{home?.featured.map((product) => <ProductCard key={product.id} product={product} />)}</div>
      </section>
    </>
  );
}
