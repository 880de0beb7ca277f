'use client';
import { useState } from 'react';

export function List({ products }) {
  const [reversed, reverse] = useState(false);
  const shown = reversed ? products.toReversed() : products;
  return (
    <main>
      <button type="button" onClick={() => reverse(!reversed)}>
        Reverse
      </button>
      <ul>
        {shown.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </main>
  );
}
