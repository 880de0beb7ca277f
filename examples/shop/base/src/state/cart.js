import { create } from 'zustand';
import { persist } from 'zustand/middleware';

const changed = (items, id, by) => {
  const { [id]: quantity = 0, ...others } = items;
  return quantity + by > 0 ? { ...others, [id]: quantity + by } : others;
};

/** What the visitor wants to buy: quantities by product id, kept in the browser. */
export const useCart = create(
  persist(
    (set) => ({
      items: {},
      add: (id) => set(({ items }) => ({ items: changed(items, id, 1) })),
      change: (id, by) => set(({ items }) => ({ items: changed(items, id, by) })),
    }),
    { name: 'cart' },
  ),
);

export const countItems = ({ items }) => Object.values(items).reduce((sum, quantity) => sum + quantity, 0);
