const { createServer } = require('node:http');

const products = Array.from({ length: 20 }, (_, index) => ({ id: index, name: `Product ${index}`, price: 10 + index }));

createServer((request, response) => {
  if (request.url === '/healthz') response.end('ok');
  else if (request.url === '/api/products') response.setHeader('content-type', 'application/json').end(JSON.stringify(products));
  else response.writeHead(404).end();
}).listen(process.env.PORT);
