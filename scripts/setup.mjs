// Makes a fresh clone ready for use: its packages, the Node.js that it is written for, and a Chromium.
// Starts on any Node.js from 20 on, and needs nothing else; with nothing to do it is quiet and quick.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const windows = process.platform === 'win32';
/** The package `node` unpacks it here, and npm puts it first on the PATH of every script. */
const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
/** What Lighthouse and vitest ask for. */
const OLDEST_NODE = [22, 19];

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}

const readPackages = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;

/** Whether node_modules holds exactly what the lockfile names; packages of other platforms may be missing. */
function packagesAreInstalled() {
  const list = join('node_modules', '.package-lock.json');
  if (!existsSync(join(root, list))) return false;
  const installed = readPackages(list);
  return Object.entries(readPackages('package-lock.json')).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

function installPackages() {
  console.error('setup: installing packages (npm ci)');
  // Development packages too, whatever NODE_ENV says.
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['ci', ...flags], { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  if (status !== 0) fail('npm ci failed; what it printed stands above');
}

function checkNode() {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim();
  if (!version) {
    fail(
      'the package "node" did not unpack its binary: npm did not run its install script. ' +
        'Run `npm rebuild node --ignore-scripts=false`, then try again.',
    );
  }
  const [major, minor] = version.slice(1).split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    fail(`node_modules has Node.js ${version}, and ${OLDEST_NODE.join('.')} or newer is needed. Run npm ci.`);
  }
}

function setUpChromium() {
  const { status } = spawnSync(node, [join(root, 'scripts', 'setup-chromium.ts')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
}

if (!packagesAreInstalled()) installPackages();
checkNode();
setUpChromium();
