import { createServer } from 'node:http';

/** Serves each way of asking at its name, on a port that it prints. */
export function serve(ways) {
  const server = createServer(async (request, response) => {
    try {
      response.end(JSON.stringify(await ways[request.url.slice(1)]()));
    } catch (error) {
      response.writeHead(500).end(error.stack);
    }
  });
  server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
}
