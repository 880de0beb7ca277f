import { useState } from 'react';
import { useNavigate } from 'react-router';

export function SearchBox() {
  const [words, setWords] = useState('');
  const navigate = useNavigate();
  const search = (event) => {
    event.preventDefault();
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
    </form>
  );
}
