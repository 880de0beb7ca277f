export const products = Array.from({ length: 20 }, (_, index) => ({ id: index, name: `Product ${index}` }));
