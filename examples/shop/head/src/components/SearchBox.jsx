import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { suggest } from '../search/search.js';
import '../styles/search.css';

export function SearchBox() {
  const [words, setWords] = useState('');
  const navigate = useNavigate();
  const suggestions = suggest(words);
  const search = (event) => {
    event.preventDefault();
    setWords('');
    navigate(`/catalogue?q=${encodeURIComponent(words)}`);
  };
  return (
    <form className="search" role="search" onSubmit={search}>
      <input
        type="search"
        aria-label="Search the catalogue"
        placeholder="Search"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {suggestions.length > 0 && (
        <ul className="suggestions">
          {suggestions.map((product) => (
            <li key={product.id}>
              <Link to={`/products/${product.id}`} onClick={() => setWords('')}>
                {product.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
