import { categories, makeProducts } from './products.js';

const FEATURED = 12;

/** What the storefront shows without asking the API: written by the build, served by the development server. */
function files() {
  const products = makeProducts();
  const card = ({ id, name, brand, category, price, hue }) => ({ id, name, brand, category, price, hue });
  const departments = categories.map(({ id, name }) => ({ id, name }));
  const featured = products.filter((product) => product.stock > 50).slice(0, FEATURED);
  return {
    'snapshots/home.json': { categories: departments, featured: featured.map(card) },
    'snapshots/catalogue.json': { categories: departments, products },
  };
}

/** A Vite plugin that puts the snapshots beside the storefront's own files. */
export function snapshots() {
  return {
    name: 'shop-snapshots',
    generateBundle() {
      for (const [fileName, content] of Object.entries(files())) {
        this.emitFile({ type: 'asset', fileName, source: JSON.stringify(content) });
      }
    },
    configureServer(server) {
      const made = files();
      server.middlewares.use((request, response, next) => {
        const content = made[request.url.slice(1)];
        if (!content) return next();
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(content));
      });
    },
  };
}
