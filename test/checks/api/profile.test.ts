import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../src/checks/api/index.ts';
import type { ApiSettings } from '../../../src/checks/api/settings.ts';
import type { BuiltSide, DiagnoseRequest, Diagnosis } from '../../../src/checks/explanation.ts';
import type { Called } from '../../../src/inspect/profile/call-tree.ts';
import type { Side } from '../../../src/model/subject.ts';
import { startServer } from '../../../src/workspace/servers/start-server.ts';
import { isAlive, temporaryFolder, writeFiles } from '../../support/folders/temporary.ts';
import { planOf } from '../../support/plans/from-yaml.ts';

/** Fifty functions that do as much each. The last of them is called from three of the others, and is what head changes. */
const FUNCTIONS = 50;
const steps = (times: number) =>
  `let x = seed; for (let step = 0; step < ${times}; step++) x = (x * 31 + step) % 65_521; return x;`;

const source = (side: Side) => `import { createServer } from 'node:http';
import { shared } from './shared.ts';
${side === 'head' ? '// A line that moves all others.\n' : ''}
${Array.from({ length: FUNCTIONS - 1 }, (_, index) => `function work${index}(seed: number): number { ${[3, 20, 41].includes(index) ? 'seed = shared(seed); ' : ''}${steps(3_000)} }`).join('\n')}
const all = [${Array.from({ length: FUNCTIONS - 1 }, (_, index) => `work${index}`)}];
createServer((request, response) => {
  if (request.url === '/broken') return response.writeHead(500).end();
  response.end(String(all.reduce((seed, work) => work(seed), 7)));
}).listen(process.env.PORT, '127.0.0.1');
`;

const shared = (side: Side) => `interface Unused { a: 1 }

export function shared(seed: number): number {
  ${steps(side === 'head' ? 100_000 : 3_000)}
}
`;

describe('the diagnosis of an endpoint that got slower', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let diagnosis: Diagnosis<unknown>;
  const left: number[] = [];

  async function diagnosed(request = 'GET /'): Promise<Diagnosis<unknown>> {
    const plan = await planOf(
      `servers: { app: { start: "${process.execPath} dist/main.js" } }\napi: { list: { server: app, request: ${request}, connections: 2 } }`,
    );
    const [planned] = plan.subjects.filter(({ subject }) => subject.name === 'list');
    const settings = plan.servers.app?.settings;
    if (planned === undefined || settings?.kind !== 'command') throw new Error('no such endpoint');
    const signal = new AbortController().signal;
    const side = (of: Side): BuiltSide<unknown> => ({
      ...{ side: of, directory: join(folder.path, of), startedAt: 0, settings: planned.subject.settings, build: null },
    });
    const given: DiagnoseRequest<unknown, unknown> = {
      ...{
        evidence: { base: {}, head: {} },
        head: side('head'),
        base: side('base'),
        worse: true,
        worsened: ['cpu'],
        willBeStored: false,
      },
      ...{ mayInspect: true, temporary: folder.path, signal },
      async serve(of, watch) {
        const { directory } = side(of);
        const started = await startServer('app', settings, {
          ...{ side: of, directory, signal, onLine: () => {}, ...(watch && { watch }) },
        });
        if (!started.ok) throw new Error(started.message);
        left.push(started.server.pid ?? 0);
        return started.server;
      },
    };
    const found = await api.explain.diagnose?.(planned.subject as never, given as DiagnoseRequest<never, ApiSettings>);
    if (found === undefined) throw new Error('an endpoint has no diagnosis');
    return found;
  }

  beforeAll(async () => {
    folder = await temporaryFolder();
    for (const side of ['base', 'head'] as const) {
      const root = join(folder.path, side);
      await mkdir(root);
      await writeFiles(root, {
        'src/main.ts': source(side),
        'src/shared.ts': shared(side),
        'package.json': '{ "type": "module" }',
      });
      await build({
        ...{ entryPoints: [join(root, 'src/main.ts')], outfile: join(root, 'dist/main.js'), bundle: true },
        ...{ platform: 'node', format: 'esm', sourcemap: true, minify: true, logLevel: 'silent' },
      });
    }
    diagnosis = await diagnosed();
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  it('names the one function of fifty that got dearer, by its name and its line in the source', () => {
    const { head } = diagnosis.evidence as { head: { dearer: Record<string, unknown>[] } };
    expect(head.dearer[0]).toMatchObject({ name: 'shared', file: 'src/shared.ts', line: 3, owner: 'own' });
    expect(Number(head.dearer[0]?.ms)).toBeGreaterThan(Number(head.dearer[0]?.msBefore));
  });

  it('has what calls what on both sides, without a folder of the machine', () => {
    const { head } = diagnosis.evidence as { head: { calls: Called[] } };
    const callers = head.calls
      .filter(({ name, base, head: now }) => name === 'shared' && now > base)
      .map(({ parent }) => head.calls[parent ?? -1]?.name);
    expect(callers.sort()).toEqual(['work20', 'work3', 'work41']);
    expect(JSON.stringify(head.calls)).not.toContain(folder.path);
  });

  it('leaves a profile of each side that tells of no folder of the machine', () => {
    expect(diagnosis.files.map(({ name }) => name)).toEqual(['list-base.cpuprofile', 'list-head.cpuprofile']);
    for (const { content } of diagnosis.files) {
      const { nodes, samples, timeDeltas } = JSON.parse(String(content));
      expect(samples.length).toBe(timeDeltas.length);
      expect(nodes.map(({ callFrame }: { callFrame: { url: string } }) => callFrame.url)).toContain('src/main.ts');
      expect(content).not.toContain(folder.path);
    }
  });

  it('ends both servers', () => {
    expect(left.filter((pid) => isAlive(pid))).toEqual([]);
  });

  it('says which answer was not as it must be', async () => {
    await expect(diagnosed('GET /broken')).rejects.toThrow('GET /broken answered 500 while it was profiled on base');
  });
});
