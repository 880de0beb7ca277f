// A PostgreSQL server for tests and demos: empty, on loopback alone, in a temporary folder, gone with who started it.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { setUpPrograms } from './programs.ts';

const START_MS = 60_000;

/**
 * `sh` and not Node.js ends the server, so that it ends even if Node.js is killed: its standard input is then closed.
 * SIGINT is PostgreSQL's word for: disconnect everybody and end.
 */
const UNTIL_INPUT_ENDS = `
folder=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ cat <&3 >/dev/null; kill -INT "$server"; } 2>/dev/null &
exec 3<&-
wait "$server"
rm -rf "$folder"
`;

/** Speed counts, and no data is worth a disk's wait. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_connections: '100',
};

export interface PostgresServer extends AsyncDisposable {
  /** What a client needs: `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, and `DATABASE_URL` of the database `postgres`. */
  readonly env: Readonly<Record<string, string>>;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, and `nobody` is there on every machine. Null: as who runs this. */
function findOwner(): Owner | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A copy of the programs where their owner may not enter the folder that they are in, such as root's home. */
async function reachable(programs: string, owner: Owner | null, folder: string): Promise<string> {
  if (spawnSync(join(programs, 'postgres'), ['--version'], { ...owner }).status === 0) return programs;
  const copy = join(folder, 'programs');
  await cp(dirname(await realpath(programs)), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

/** @throws Error with the server's own words if it has not started after `START_MS`. */
async function untilReady(child: ChildProcess, data: string, log: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  // The eighth line is the server's state, for pg_ctl.
  while (readText(join(data, 'postmaster.pid')).split('\n')[7]?.trim() !== 'ready') {
    if (hasEnded(child) || Date.now() > deadline) throw new Error(`PostgreSQL did not start: ${readText(log).trim()}`);
    await delay(20);
  }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = hasEnded(child) ? null : once(child, 'exit');
  child.stdin?.end();
  await ended;
}

/**
 * @param more settings of the server, such as `shared_preload_libraries`
 * @throws Error if there is no PostgreSQL and none can be installed, or it does not start.
 */
export async function startPostgres(more: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  if (process.platform === 'win32') throw new Error('this starts PostgreSQL on Linux and macOS only');
  const found = await setUpPrograms();
  const owner = findOwner();
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'perf-budget-postgres-'));
  let child: ChildProcess | null = null;
  try {
    const programs = await reachable(found, owner, folder);
    const [data, log, secret] = ['data', 'log', 'password'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const password = randomBytes(16).toString('hex');
    await writeFile(secret, password, { mode: 0o600 });
    if (owner !== null) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, folder]);
    // The user's own PG… variables and locale are not the server's.
    const options = { ...owner, cwd: folder, env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C' } };
    execFileSync(
      join(programs, 'initdb'),
      [
        `--pgdata=${data}`,
        '--username=postgres',
        `--pwfile=${secret}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-sync',
      ],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'], timeout: START_MS },
    );
    const port = await freePort();
    const settings = Object.entries({ ...SETTINGS, ...more, port }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const command = [join(programs, 'postgres'), '-D', data, ...settings];
    const output = openSync(log, 'a');
    // A group of its own, so that Ctrl-C in a terminal leaves the end to `UNTIL_INPUT_ENDS`.
    child = spawn('sh', ['-c', UNTIL_INPUT_ENDS, 'sh', folder, ...command], {
      ...options,
      detached: true,
      stdio: ['pipe', output, output],
    });
    closeSync(output);
    child.stdin?.on('error', () => {});
    await untilReady(child, data, log);
    const server = child;
    return {
      env: {
        PGHOST: '127.0.0.1',
        PGPORT: String(port),
        PGUSER: 'postgres',
        PGPASSWORD: password,
        DATABASE_URL: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      },
      [Symbol.asyncDispose]: () => end(server),
    };
  } catch (error) {
    if (child !== null) await end(child);
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
