/**
 * A server whose requests cost CPU time: log-normal around 1.5 ms, σ = 0.4, and (1 + EFFECT) times as much on head.
 * Its page does the same kind of work in the browser before its largest text is painted.
 */
import { createServer } from 'node:http';
import { seeded } from '../simulator/random.ts';

const factor = process.env.PERF_BUDGET_SIDE === 'head' ? 1 + Number(process.env.EFFECT ?? 0) : 1;
const random = seeded(1);

function spin(ms: number): number {
  // Steps, not time: a busy machine takes longer for the same work.
  let x = 0.5;
  for (let step = 0; step < ms * STEPS_PER_MS; step++) x = Math.sin(x + step) + 1;
  return x;
}

const STEPS_PER_MS = 40_000;

const page = `<!doctype html><meta name="viewport" content="width=device-width"><title>page</title>
<p>loading</p><script>
  let x = 0.5;
  for (let step = 0; step < ${Math.round(200 * STEPS_PER_MS * factor)}; step++) x = Math.sin(x + step) + 1;
  document.body.innerHTML = '<h1 style="font-size: 4rem">' + 'The largest text of the page. '.repeat(4) + '</h1>' + (x > 3);
</script>`;

createServer((request, response) => {
  if (request.url === '/page') {
    response.setHeader('content-type', 'text/html').end(page);
    return;
  }
  response.end(request.url === '/work' ? String(spin(1.5 * factor * Math.exp(random.normal(0.4)))) : 'ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
