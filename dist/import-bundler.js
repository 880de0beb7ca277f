import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);

// src/checks/bundle/import/import-bundler.ts
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join as join2 } from "node:path";
import { pathToFileURL } from "node:url";

// src/checks/bundle/import/bundle-request.ts
var FILES = { request: "request.json", answer: "answer.json", output: "output", bare: "bare" };
var ENTRY = "import";

// src/checks/bundle/import/names.ts
var NAME = "[\\p{ID_Start}$_][\\p{ID_Continue}$]*";
var ALL = `\\*(?:\\s*as\\s+${NAME})?`;
var ONE = `${NAME}(?:\\s+as\\s+${NAME})?`;
var SOME = `\\{\\s*(?:${ONE}\\s*(?:,\\s*${ONE}\\s*)*,?\\s*)?\\}`;
var IMPORT = new RegExp(`^\\s*(?:${ALL}|(?!\\{\\s*\\})${SOME}|${NAME}(?:\\s*,\\s*${SOME})?)\\s*$`, "u");
function entryText(modules) {
  const [only, ...others] = modules;
  const lines = modules.map(({ specifier, names }, index) => {
    const from = `from ${JSON.stringify(specifier)};`;
    if (others.length === 0) return only?.names === "*" ? `export * ${from}` : `export { ${names.toString()} } ${from}`;
    return names === "*" ? `export * as all${index} ${from}` : `export { ${names.map((name) => `${name} as ${name}${index}`).join(", ")} } ${from}`;
  });
  return `${lines.join("\n")}
`;
}

// src/checks/bundle/import/with-esbuild.ts
import { isAbsolute, relative, sep } from "node:path";

// src/checks/bundle/import/bundle.ts
import { builtinModules } from "node:module";
var ASSETS = ".png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .woff .woff2 .ttf .otf .eot .wasm .mp3 .mp4 .webm".split(" ");
var escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
function matching(names) {
  const packages = names.filter((name) => /^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*$/.test(name));
  return packages.length === 0 ? null : new RegExp(`^(?:${packages.map(escaped).join("|")})(?:/|$)`);
}
var BUILTIN = new RegExp(
  `^(?:node:.*|(?:${builtinModules.filter((name) => !name.startsWith("_")).map(escaped).join("|")})(?:/.*)?)$`
);

// src/checks/bundle/import/with-esbuild.ts
function withEsbuild(esbuild, { directory, external }) {
  return async ({ entry, output, used = [] }) => {
    const builtins = /* @__PURE__ */ new Set();
    try {
      const { metafile } = await esbuild.build({
        absWorkingDir: directory,
        stdin: { contents: entry, resolveDir: directory, sourcefile: `${ENTRY}.js`, loader: "js" },
        bundle: true,
        // What is published goes without the repository's own settings, whose `paths` may lead to other files.
        tsconfigRaw: "{}",
        minify: true,
        platform: "browser",
        format: "esm",
        define: { "process.env.NODE_ENV": '"production"' },
        loader: Object.fromEntries(ASSETS.map((ending) => [ending, "file"])),
        outdir: output ?? directory,
        write: output !== null,
        entryNames: ENTRY,
        sourcemap: "external",
        metafile: true,
        logLevel: "silent",
        plugins: [outside(), asUsed(used)]
      });
      const ofEntry = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint === `${ENTRY}.js`);
      return {
        ok: true,
        exports: ofEntry?.exports ?? [],
        builtins: [...builtins].sort()
      };
    } catch (error) {
      return { ok: false, problems: problemsOf(error) };
    }
    function outside() {
      return {
        name: "outside",
        setup(build) {
          const packages = matching(external);
          const isEntry = ({ importer }) => relative(directory, importer) === `${ENTRY}.js` || importer === `${ENTRY}.js`;
          if (packages !== null)
            build.onResolve(
              { filter: packages },
              (found) => isEntry(found) ? null : { path: found.path, external: true, sideEffects: false }
            );
          build.onResolve({ filter: BUILTIN }, async ({ path, pluginData, ...about }) => {
            if (pluginData === RESOLVING) return null;
            const own = path.startsWith("node:") ? null : await build.resolve(path, { ...about, pluginData: RESOLVING });
            if (own !== null && own.errors.length === 0) return own;
            builtins.add(path.replace(/^node:/, ""));
            return { path, external: true, sideEffects: false };
          });
        }
      };
    }
    function asUsed(specifiers) {
      return {
        name: "as-used",
        setup(build) {
          build.onResolve({ filter: /^/ }, async ({ path, pluginData, ...about }) => {
            if (pluginData === RESOLVING || !specifiers.includes(path) || about.resolveDir !== directory) return null;
            const {
              path: found,
              namespace,
              suffix,
              external: external2
            } = await build.resolve(path, { ...about, pluginData: RESOLVING });
            return { path: found, namespace, suffix, external: external2, sideEffects: true };
          });
        }
      };
    }
  };
  function problemsOf(error) {
    const { errors = [], message } = error;
    if (errors.length === 0) return [{ text: String(message), file: null, line: null, unresolved: null }];
    return errors.map(({ text, location }) => ({
      text,
      file: location === null || location.file === `${ENTRY}.js` ? null : inside(location.file),
      line: location?.line ?? null,
      unresolved: /^Could not resolve "(.*)"$/.exec(text)?.[1] ?? null
    }));
  }
  function inside(path) {
    return (isAbsolute(path) ? relative(directory, path) : path).replaceAll(sep, "/");
  }
}
var RESOLVING = "resolving";

// src/checks/bundle/import/with-rolldown.ts
import { existsSync } from "node:fs";
import { join, relative as relative2, resolve, sep as sep2 } from "node:path";
import { stripVTControlCharacters } from "node:util";
var VIRTUAL = "\0perf-budget-import";
function withRolldown({ rolldown }, { directory, external }) {
  const packages = matching(external);
  return async ({ entry, output, used = [] }) => {
    const builtins = /* @__PURE__ */ new Set();
    const unresolved = [];
    const plugin = {
      name: "import",
      async resolveId(source, importer) {
        if (source === VIRTUAL) return VIRTUAL;
        if (importer === VIRTUAL) {
          const found = await this.resolve(source, join(directory, `${ENTRY}.js`), { skipSelf: true });
          if (found !== null) return used.includes(source) ? { ...found, moduleSideEffects: true } : found;
          unresolved.push({ text: `Could not resolve "${source}"`, file: null, line: null, unresolved: source });
          return { id: source, external: true };
        }
        if (packages?.test(source)) return { id: source, external: true, moduleSideEffects: false };
        if (!BUILTIN.test(source)) return null;
        const own = source.startsWith("node:") ? null : await this.resolve(source, importer, { skipSelf: true });
        if (own !== null) return own;
        builtins.add(source.replace(/^node:/, ""));
        return { id: source, external: true, moduleSideEffects: false };
      },
      load: (id) => id === VIRTUAL ? { code: entry, moduleType: "js" } : null
    };
    try {
      const build = await rolldown({
        input: { [ENTRY]: VIRTUAL },
        cwd: directory,
        platform: "browser",
        treeshake: true,
        // As for esbuild: `paths` may lead to other files than those that are published.
        tsconfig: false,
        moduleTypes: Object.fromEntries(ASSETS.map((ending) => [ending, "asset"])),
        transform: { define: { "process.env.NODE_ENV": '"production"' } },
        plugins: [plugin],
        // It would leave an import that it can't resolve outside, and the size would be too small.
        onLog(_level, log) {
          if (log.code === "UNRESOLVED_IMPORT") unresolved.push(problemOf(log));
        }
      });
      const options = {
        dir: output ?? directory,
        format: "esm",
        minify: true,
        codeSplitting: false,
        sourcemap: "hidden",
        entryFileNames: "[name].js"
      };
      const { output: files } = await (output === null ? build.generate(options) : build.write(options));
      await build.close();
      if (unresolved.length > 0) return { ok: false, problems: unresolved };
      return {
        ok: true,
        exports: files.find(({ isEntry }) => isEntry)?.exports ?? [],
        builtins: [...builtins].sort()
      };
    } catch (error) {
      const { errors = [error] } = error;
      return { ok: false, problems: [...unresolved, ...errors.map(problemOf)] };
    }
  };
  function fromDirectory(path) {
    return relative2(directory, resolve(directory, path)).replaceAll(sep2, "/");
  }
  function problemOf({ message = "", code, id, exporter, loc }) {
    const named = loc?.file ?? id;
    const file = named !== void 0 && existsSync(resolve(directory, named)) ? fromDirectory(named) : null;
    const isUnresolved = code === "UNRESOLVED_IMPORT";
    return {
      text: isUnresolved ? `Could not resolve "${exporter}"` : firstLine(message),
      file,
      line: file === null ? null : loc?.line ?? null,
      unresolved: isUnresolved ? exporter ?? null : null
    };
  }
}
function firstLine(message) {
  const [line = ""] = stripVTControlCharacters(message).split("\n");
  const text = line.replace(/^\[\w+\]\s*/, "");
  return text.startsWith("Bundling CSS") ? "rolldown bundles no CSS; esbuild does (npm i -D esbuild)" : text;
}

// src/checks/bundle/import/import-bundler.ts
var [folder = ""] = process.argv.slice(2);
var request = JSON.parse(readFileSync(join2(folder, FILES.request), "utf8"));
writeFileSync(join2(folder, FILES.answer), JSON.stringify(await answer()));
async function answer() {
  const bundle = await load(request.bundler);
  const { modules, write } = request;
  const specifiers = modules.map(({ specifier }) => specifier);
  const output = write ? join2(folder, FILES.output) : null;
  const entry = entryText(modules);
  const [only, ...others] = modules;
  const withDefault = only?.names === "*" && others.length === 0 ? `${entry}export { default } from ${JSON.stringify(only.specifier)};
` : entry;
  const tried = await bundle({ entry: withDefault, output });
  const bundled = tried.ok || withDefault === entry ? tried : await bundle({ entry, output });
  if (!bundled.ok) return { ok: false, problems: bundled.problems, missing: await missingNames(bundle) };
  if (write) {
    const bare = specifiers.map((one) => `import ${JSON.stringify(one)};
`).join("");
    await bundle({ entry: bare, output: join2(folder, FILES.bare), used: specifiers });
  }
  return { ok: true, builtins: bundled.builtins };
}
async function load({ name, folder: folder2 }) {
  const main = createRequire(join2(folder2, "package.json")).resolve(folder2);
  const loaded = await import(pathToFileURL(main).href);
  return name === "esbuild" ? withEsbuild(loaded.default ?? loaded, request) : withRolldown(loaded, request);
}
async function missingNames(bundle) {
  const found = [];
  for (const { specifier, names } of request.modules) {
    if (names === "*") continue;
    const from = `from ${JSON.stringify(specifier)};`;
    const all = await bundle({ entry: `export * ${from}`, output: null });
    if (!all.ok) continue;
    const hasDefault = (await bundle({ entry: `export { default } ${from}`, output: null })).ok;
    const exports = [...hasDefault ? ["default"] : [], ...all.exports];
    const missing = names.filter((name) => !exports.includes(name));
    if (missing.length > 0) found.push({ specifier, names: missing, exports });
  }
  return found;
}
