/**
 * A process of its own, which bundles an import with the project's own bundler: that is code of the repository, and must
 * not see what this process knows. Its only argument is the folder with the request; the answer goes there, too.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bundle } from './bundle.ts';
import { type BundleAnswer, type BundleRequest, FILES } from './bundle-request.ts';
import { entryText } from './names.ts';
import { withEsbuild } from './with-esbuild.ts';
import { withRolldown } from './with-rolldown.ts';

const [folder = ''] = process.argv.slice(2);
const request = JSON.parse(readFileSync(join(folder, FILES.request), 'utf8')) as BundleRequest;
writeFileSync(join(folder, FILES.answer), JSON.stringify(await answer()));

async function answer(): Promise<BundleAnswer> {
  const bundle = await load(request.bundler);
  const { modules, write } = request;
  const specifiers = modules.map(({ specifier }) => specifier);
  const output = write ? join(folder, FILES.output) : null;
  const entry = entryText(modules);
  const [only, ...others] = modules;
  // `export *` leaves the default export out, which not every module has.
  const withDefault =
    only?.names === '*' && others.length === 0
      ? `${entry}export { default } from ${JSON.stringify(only.specifier)};\n`
      : entry;
  const tried = await bundle({ entry: withDefault, output });
  const bundled = tried.ok || withDefault === entry ? tried : await bundle({ entry, output });
  if (!bundled.ok) return { ok: false, problems: bundled.problems, missing: await missingNames(bundle) };
  if (write) {
    const bare = specifiers.map((one) => `import ${JSON.stringify(one)};\n`).join('');
    await bundle({ entry: bare, output: join(folder, FILES.bare), used: specifiers });
  }
  return { ok: true, builtins: bundled.builtins };
}

async function load({ name, folder }: BundleRequest['bundler']): Promise<Bundle> {
  const main = createRequire(join(folder, 'package.json')).resolve(folder);
  const loaded = await import(pathToFileURL(main).href);
  return name === 'esbuild' ? withEsbuild(loaded.default ?? loaded, request) : withRolldown(loaded, request);
}

/** Of the modules that can be bundled as a whole, the names that they lack. */
async function missingNames(bundle: Bundle): Promise<Extract<BundleAnswer, { ok: false }>['missing']> {
  const found = [];
  for (const { specifier, names } of request.modules) {
    if (names === '*') continue;
    const from = `from ${JSON.stringify(specifier)};`;
    const all = await bundle({ entry: `export * ${from}`, output: null });
    if (!all.ok) continue;
    const hasDefault = (await bundle({ entry: `export { default } ${from}`, output: null })).ok;
    const exports = [...(hasDefault ? ['default'] : []), ...all.exports];
    const missing = names.filter((name) => !exports.includes(name));
    if (missing.length > 0) found.push({ specifier, names: missing, exports });
  }
  return found;
}
