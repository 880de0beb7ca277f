import { json } from '@sveltejs/kit';
import { products } from '../../../products.js';

export const GET = () => json(products);
