import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkOf } from '../checks/index.ts';
import { type ConfigPlace, UsageError } from '../errors.ts';
import { type Plan, type Position, withThoseBehind } from '../model/plan.ts';
import { quoted } from '../settings/messages.ts';
import type { Path } from './document.ts';
import { pathText } from './yaml-mistakes.ts';

/** @throws UsageError that lists everything that the config names and that is missing after the build. */
export async function verify({ subjects, servers }: Plan, directory: string): Promise<void> {
  const missing: string[] = [];
  const places: ConfigPlace[] = [];
  const add = (source: Position | null, path: Path, what: string) => {
    const message = `${pathText(path)}: ${what}`;
    missing.push(source === null ? message : `${source.file}:${source.line} → ${message}`);
    if (source !== null) places.push({ ...source, message });
  };
  const used = new Set(
    subjects.flatMap(({ subject: { server } }) => (server === null ? [] : withThoseBehind(server, servers))),
  );
  for (const [name, { settings, source }] of Object.entries(servers)) {
    if (settings.kind !== 'static' || !used.has(name)) continue;
    const found = await stat(join(directory, settings.static)).catch(() => null);
    if (found?.isDirectory()) continue;
    add(source, ['servers', name, 'static'], afterBuild(`no folder ${quoted(settings.static)}`));
  }
  for (const { check, subject, source } of subjects) {
    const found = await checkOf(check).settings.missing?.(subject, directory);
    if (found) add(source, [check, subject.name], found.problem ?? afterBuild(`nothing at ${quoted(found.path)}`));
  }
  if (missing.length > 0) throw new UsageError(missing.join('\n'), places);
}

const afterBuild = (what: string): string =>
  `there is ${what} after the build. Name what the build writes, relative to the working directory.`;
