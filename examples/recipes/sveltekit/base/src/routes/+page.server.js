import { products } from '../products.js';

export const load = () => ({ products });
