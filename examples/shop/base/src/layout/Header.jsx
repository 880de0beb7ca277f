import { Link, NavLink } from 'react-router';
import { SearchBox } from '../components/SearchBox.jsx';
import { countItems, useCart } from '../state/cart.js';

export function Header() {
  const items = useCart(countItems);
  return (
    <header className="header">
      <Link className="header-logo" to="/">
        Fell &amp; Ford
      </Link>
      <SearchBox />
      <nav aria-label="Main">
        <NavLink to="/catalogue">Catalogue</NavLink>
        <NavLink to="/cart">Cart{items > 0 && ` (${items})`}</NavLink>
      </nav>
    </header>
  );
}
