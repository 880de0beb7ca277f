export const order = (products) => products.toSorted((a, b) => a.name.localeCompare(b.name));
