import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readReports } from '../../../src/checks/bundle/bundlers/reports.ts';
import { attribute } from '../../../src/checks/bundle/modules/attribute.ts';

/** A checkout in a temporary folder. */
export interface TestProject extends Disposable {
  readonly directory: string;
  write(files: Record<string, string | Buffer>): void;
  /** What the bundle in a folder of it is made of. */
  attribute(folder?: string, rebuilt?: ReadonlyMap<string, string>): ReturnType<typeof attribute>;
}

export function testProject(files: Record<string, string | Buffer> = {}): TestProject {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'attribution-test-')));
  const project: TestProject = {
    directory,
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), content);
      }
    },
    async attribute(folder = 'dist', rebuilt = new Map()) {
      const root = join(directory, folder);
      const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
        .map((path) => path.replaceAll('\\', '/'))
        .filter((path) => /\.(?:js|css|html)$/.test(path))
        .sort();
      const { reports } = await readReports(root, directory);
      return attribute({ root, directory, paths, reports, rebuilt, signal: new AbortController().signal });
    },
    [Symbol.dispose]: () => rmSync(directory, { recursive: true }),
  };
  project.write({ '.git/HEAD': '', ...files });
  return project;
}

/** An app with a package in two versions, one that imports another, a barrel, a style, and a page that comes later. */
export const APP = {
  'index.html': '<!doctype html><script type="module" src="/src/main.js"></script>',
  'src/main.js':
    "import { total } from './lib/index.js';\nimport { grüße } from 'greet';\nimport './style.css';\n" +
    "console.log(total([1, 2]), grüße('😀'));\nimport('./later.js').then(({ later }) => later());\n",
  'src/lib/index.js': "export * from 'sums';\n",
  'src/later.js': "import sums from 'sums';\nexport const later = () => console.log('later', sums, location.href);\n",
  'src/style.css': 'body { color: red }\n.later { margin: 0 auto }\n',
  'node_modules/sums/package.json': '{"name":"sums","version":"2.0.1","type":"module","main":"index.js"}',
  'node_modules/sums/index.js':
    'export const total = (all) => all.reduce((sum, one) => sum + one + location.href.length, 0);\n' +
    "export default { name: 'sums, the second', of: (all) => all.map((one) => one * location.href.length) };\n",
  'node_modules/greet/package.json': '{"name":"greet","version":"1.2.3","type":"module","main":"index.js"}',
  'node_modules/greet/index.js':
    "import sums from 'sums';\nconst greeted = [];\nexport const grüße = (name) => {\n  greeted.push(name);\n" +
    "  return greeted.map((one) => 'Grüße, ' + one + sums.name).join(document.title);\n};\n",
  'node_modules/greet/node_modules/sums/package.json':
    '{"name":"sums","version":"1.0.0","type":"module","main":"index.js"}',
  'node_modules/greet/node_modules/sums/index.js':
    "export default { name: 'sums, the first, ' + document.title, unused: 'äöü' };\n",
};
