import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attachable, attachNode } from '../../../src/inspect/node/attach.ts';
import { scriptsOf } from '../../../src/inspect/node/cpu.ts';
import { keptDuring } from '../../../src/inspect/node/heap.ts';
import {
  framesIn,
  heapProfileFile,
  keepingFunctions,
  type ProfiledHeap,
} from '../../../src/inspect/profile/heap-profile.ts';
import { placesIn } from '../../../src/inspect/profile/places.ts';
import { temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';

const REQUESTS = 300;

/** Both sides make as much garbage; only head keeps something. */
const server = (keeps: boolean) => `const kept = [];
function remember(text) {
  ${keeps ? 'kept.push({ text, at: new Date(), more: Array.from({ length: 20 }, String) });' : 'JSON.parse(JSON.stringify({ text }));'}
}
require('node:http').createServer(({ url }, response) => {
  remember(url + Math.random());
  response.end('ok');
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
`;

async function profiled(directory: string): Promise<ProfiledHeap> {
  const child = spawn(process.execPath, [join(directory, 'server.js')], {
    env: { ...process.env, ...attachable(process.env) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const origin = `http://127.0.0.1:${Number(String(line))}`;
    await using node = await attachNode(origin, child.pid ?? null);
    if (node === null) throw new Error('no inspector');
    const profile = await keptDuring(node, async () => {
      for (let made = 0; made < REQUESTS; made++) await (await fetch(`${origin}/${made}`)).text();
    });
    const placeOf = placesIn(directory, await scriptsOf(node, framesIn(profile.head)));
    return { profile, requests: REQUESTS, placeOf };
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
}

it('The function that keeps more of each request is named by its line, and a heap profile tells of no folder of the machine', async () => {
  await using folder = await temporaryFolder();
  await writeFiles(folder.path, { 'base/server.js': server(false), 'head/server.js': server(true) });
  const [base, head] = [await profiled(join(folder.path, 'base')), await profiled(join(folder.path, 'head'))];
  expect(keepingFunctions(base, head)[0]).toMatchObject({ name: 'remember', file: 'server.js', line: 2 });
  const file = heapProfileFile(head.profile, head.placeOf);
  expect(file).toContain('server.js');
  expect(file).not.toContain(folder.path);
});
