import { createServer } from 'node:http';
import { database } from './database.js';
import { exportResume } from './export.js';
import { listResumes, showResume } from './resumes.js';
import { searchSections } from './search.js';

const routes = [
  { path: /^\/healthz$/, handle: () => ({ ok: true }) },
  { path: /^\/api\/resumes$/, handle: () => listResumes() },
  { path: /^\/api\/resumes\/(\d+)$/, handle: ({ match }) => showResume(Number(match[1])) },
  { path: /^\/api\/resumes\/(\d+)\/export$/, handle: ({ match }) => exportResume(Number(match[1])) },
  { path: /^\/api\/search$/, handle: ({ query }) => searchSections(Number(query.get('resume')), query.get('words') ?? '') },
];

async function find(request) {
  const url = new URL(request.url, 'http://localhost');
  const route = request.method === 'GET' && routes.find(({ path }) => path.test(url.pathname));
  return route ? await route.handle({ match: route.path.exec(url.pathname), query: url.searchParams }) : null;
}

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  try {
    const found = await find(request);
    if (found === null) send(response, 404, { error: 'There is nothing here' });
    else send(response, 200, found);
  } catch (error) {
    console.error(error);
    send(response, 500, { error: 'Internal error' });
  }
});
server.listen(Number(process.env.PORT ?? 8080), () => console.log(`API on port ${server.address().port}`));

process.on('SIGTERM', () => server.close(() => database.end()));
