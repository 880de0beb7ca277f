import { basename, join } from 'node:path';
import { z } from 'zod';
import { foldModules, type JsonBundler, totalBytes } from './bundler.ts';
import { calls, MAP_SWITCHES, optionValue } from './command.ts';
import { insideOf, moduleId, type Project } from './module-id.ts';

/** `raw-data` of rollup-plugin-visualizer, version 2: module sizes by chunk, and who imports whom. */
const rawData = z.object({
  version: z.literal(2),
  nodeParts: z.record(z.string(), z.object({ renderedLength: z.number(), metaUid: z.string() })),
  nodeMetas: z.record(
    z.string(),
    z.object({
      id: z.string(),
      moduleParts: z.record(z.string(), z.string()),
      importedBy: z.array(z.object({ uid: z.string() })),
    }),
  ),
  options: z.object({ sourcemap: z.boolean().optional() }),
});

/** Modules in the project begin with the slash that followed the project's folder; all others are absolute. */
function idOf(written: string, project: Project): string {
  const plain = written.slice(written.lastIndexOf('\0') + 1);
  const isRooted = plain.startsWith('/') && insideOf(plain, project) === null;
  return moduleId(isRooted ? plain.slice(1) : plain, project.directories[0], project) ?? plain;
}

/**
 * A plug-in in the form that Rollup's command line takes: a config names a file or a folder, and options can't replace the
 * one by the other. Without double quotes, within which Windows' shell reads it.
 */
const into = (folder: string): string =>
  [
    "{name:'perf-budget',outputOptions(o){",
    "const place=String(o.file??o.dir??'').replaceAll('\\\\','/').replace(process.cwd().replaceAll('\\\\','/')+'/','').replace(/^(?:[A-Za-z]:)?[./]*\\//,'');",
    `const to='${folder.replaceAll('\\', '/').replaceAll("'", "\\'")}/'+place;`,
    "return{...o,sourcemap:'hidden',...(o.file?{file:to}:{dir:to})}}}",
  ].join('');

/** Rollup, Rolldown and Vite, by rollup-plugin-visualizer. */
export const rollup = {
  commands: [
    {
      name: 'Rollup',
      call: calls('rollup'),
      replaced: [],
      switches: [...MAP_SWITCHES, '-m'],
      options: (_, folder) => ['--sourcemap', 'hidden', '--plugin', into(folder)],
    },
    {
      name: 'Rolldown',
      call: calls('rolldown'),
      replaced: ['--dir', '-d', '--file', '-o'],
      switches: [...MAP_SWITCHES, '-s'], // its -m minifies
      options(line, folder) {
        // A file that its config names would be written whatever the options say.
        if (/\s(?:-c|--config)(?=[=\s]|$)/.test(line)) return null;
        const file = optionValue(line, ['--file', '-o']);
        return [
          '--sourcemap',
          'hidden',
          ...(file === null ? ['--dir', folder] : ['--file', join(folder, basename(file))]),
        ];
      },
    },
  ],
  marks: ['"nodeParts"', '"nodeMetas"'],
  schema: rawData,
  outputs: ({ nodeMetas }) => Object.values(nodeMetas).flatMap(({ moduleParts }) => Object.keys(moduleParts)),

  modules({ nodeParts, nodeMetas, options }, { locate, sizes, project }) {
    // With source maps its bytes are those of the shipped code.
    const precision = options.sourcemap === true ? 'shipped' : 'unminified';
    const ids = new Map(Object.entries(nodeMetas).map(([uid, { id }]) => [uid, idOf(id, project)]));
    const chunks = new Map<string, [string, number][]>();
    for (const [uid, { moduleParts }] of Object.entries(nodeMetas)) {
      for (const [chunk, part] of Object.entries(moduleParts)) {
        const modules = chunks.get(chunk) ?? [];
        chunks.set(chunk, modules);
        modules.push([ids.get(uid) ?? uid, nodeParts[part]?.renderedLength ?? 0]);
      }
    }
    return {
      source: 'visualizer',
      precision,
      files: [...chunks].flatMap(([chunk, parts]) => {
        const path = locate.reported(chunk);
        const size = path === null ? undefined : sizes.get(path);
        if (path === null || size === undefined) return [];
        // A chunk without a map is reported as one module.
        const modules = foldModules(parts.filter(([id]) => id !== `${chunk}-unknown`));
        const unmapped = precision === 'shipped' ? size - totalBytes(modules) : 0;
        return modules.length > 0 && unmapped >= 0 ? [{ path, modules, unmapped }] : [];
      }),
      imports: Object.entries(nodeMetas).flatMap(([uid, { importedBy }]) =>
        importedBy.flatMap(({ uid: by }) => {
          const [importer, imported] = [ids.get(by), ids.get(uid)];
          return importer === undefined || imported === undefined ? [] : [{ importer, imported }];
        }),
      ),
    };
  },
} satisfies JsonBundler<z.infer<typeof rawData>>;
