// Makes a fresh clone ready for use: packages, the Node.js that the code is written for, and a Chromium.
// It needs only a Node.js from 20 on. With nothing to do it is quick and prints nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const windows = process.platform === 'win32';
/** The package `node` unpacks Node.js here, and npm puts it first on the PATH of every script. */
const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
/** The oldest version that Lighthouse and vitest support. */
const OLDEST_NODE = [22, 19];

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}

const readPackages = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;

/** Whether node_modules has the versions that the lockfile names; packages for other platforms may be missing. */
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
  // With development packages, even if NODE_ENV is production.
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['ci', ...flags], { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  if (status !== 0) fail('npm ci failed; its output is above');
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
