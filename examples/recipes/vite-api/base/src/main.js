import { show } from './show.js';

const response = await fetch('/api/products');
show(await response.json());
