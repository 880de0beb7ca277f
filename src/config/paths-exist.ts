import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkOf } from '../checks/index.ts';
import { UsageError } from '../errors.ts';
import type { Plan, Position } from '../model/plan.ts';
import { quoted } from '../settings/messages.ts';
import type { Path } from './document.ts';
import { pathText } from './yaml-mistakes.ts';

/** After the build, what the config names has to be there. Throws a UsageError that tells all that is missing. */
export async function verify({ subjects, servers }: Plan, directory: string): Promise<void> {
  const missing: string[] = [];
  const used = new Set(subjects.map(({ subject }) => subject.server));
  for (const [name, { settings, source }] of Object.entries(servers)) {
    if (settings.kind !== 'static' || !used.has(name)) continue;
    const found = await stat(join(directory, settings.static)).catch(() => null);
    if (found?.isDirectory()) continue;
    missing.push(tell(source, ['servers', name, 'static'], `no folder ${quoted(settings.static)}`));
  }
  for (const { check, subject, source } of subjects) {
    const path = await checkOf(check).missing?.(subject, directory);
    if (path) missing.push(tell(source, [check, subject.name], `nothing at ${quoted(path)}`));
  }
  if (missing.length > 0) throw new UsageError(missing.join('\n'));
}

const tell = (source: Position | null, path: Path, missing: string): string => {
  const where = source === null ? '' : `${source.file}:${source.line} → `;
  const how = 'Name what the build writes, relative to the working directory.';
  return `${where}${pathText(path)}: there is ${missing} after the build. ${how}`;
};
