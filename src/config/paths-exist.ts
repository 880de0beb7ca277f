import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkOf } from '../checks/index.ts';
import { type ConfigPlace, UsageError } from '../errors.ts';
import { type Plan, type Position, withThoseBehind } from '../model/plan.ts';
import { quoted } from '../settings/messages.ts';
import type { Path } from './document.ts';
import { pathText } from './yaml-mistakes.ts';

/** A path that the config names and a checkout lacks. */
interface Lacking {
  /** Describes the path, and where the config names it. */
  readonly text: string;
  readonly place: ConfigPlace | null;
  /** Whether a build usually writes it. */
  readonly isOutput: boolean;
}

/** @throws UsageError if paths that the config names are missing after the build. It lists them all. */
export async function verify(plan: Plan, directory: string): Promise<void> {
  const lacking = await lackingIn(plan, directory);
  const places = lacking.flatMap(({ place }) => place ?? []);
  if (lacking.length > 0) throw new UsageError(lacking.map(({ text }) => text).join('\n'), places);
}

/** The paths that the config names and that the checkout does not have now. */
export async function lackingIn({ subjects, servers }: Plan, directory: string): Promise<Lacking[]> {
  const found: Lacking[] = [];
  const add = (source: Position | null, path: Path, what: string, isOutput: boolean) => {
    const message = `${pathText(path)}: ${what}`;
    const text = source === null ? message : `${source.file}:${source.line} → ${message}`;
    found.push({ text, place: source && { ...source, message }, isOutput });
  };
  const used = new Set(
    subjects.flatMap(({ subject: { server } }) => (server === null ? [] : withThoseBehind(server, servers))),
  );
  for (const [name, { settings, source }] of Object.entries(servers)) {
    if (settings.kind !== 'static' || !used.has(name)) continue;
    const folder = await stat(join(directory, settings.static)).catch(() => null);
    if (folder?.isDirectory()) continue;
    add(source, ['servers', name, 'static'], afterBuild(`no folder ${quoted(settings.static)}`), true);
  }
  for (const { check, subject, source } of subjects) {
    const one = await checkOf(check).settings.missing?.(subject, directory);
    const { problem } = one ?? {};
    if (one) add(source, [check, subject.name], problem ?? afterBuild(`nothing at ${quoted(one.path)}`), !problem);
  }
  return found;
}

const afterBuild = (what: string): string =>
  `there is ${what} after the build. Name what the build writes, relative to the working directory.`;
