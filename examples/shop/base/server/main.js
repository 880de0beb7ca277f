import { createServer } from 'node:http';
import { priceCart } from './cart.js';
import { readJson, sendJson } from './json.js';
import { listProducts, showProduct } from './products.js';

const routes = [
  { method: 'GET', path: /^\/healthz$/, handle: () => ({ ok: true }) },
  { method: 'GET', path: /^\/api\/products$/, handle: ({ query }) => listProducts(query) },
  { method: 'GET', path: /^\/api\/products\/([\w-]+)$/, handle: ({ match }) => showProduct(match[1]) },
  { method: 'POST', path: /^\/api\/cart$/, handle: async ({ request }) => priceCart(await readJson(request)) },
];

async function answer(request, response) {
  const url = new URL(request.url, 'http://localhost');
  const atPath = routes.filter((route) => route.path.test(url.pathname));
  const route = atPath.find(({ method }) => method === request.method);
  if (!route) return sendJson(response, atPath.length > 0 ? 405 : 404, { error: `No ${request.method} ${url.pathname} here` });
  try {
    const body = await route.handle({ request, query: url.searchParams, match: route.path.exec(url.pathname) });
    sendJson(response, 200, body);
  } catch (error) {
    if (!error.status) console.error(error);
    sendJson(response, error.status ?? 500, { error: error.status ? error.message : 'Internal error' });
  }
}

const server = createServer(answer);
server.listen(Number(process.env.PORT ?? 8080), () => console.log(`API on port ${server.address().port}`));

process.on('SIGTERM', () => server.close());
