import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkOf } from '../checks/index.ts';
import { UsageError } from '../errors.ts';
import type { Plan, Position } from './plan.ts';

const HOW = 'Name what the build writes, relative to the working directory.';

const tell = (source: Position | null, key: string, path: string): string =>
  `${source ? `${source.file}:${source.line} → ` : ''}${key}: there is nothing at "${path}" after the build. ${HOW}`;

/** After the build, what the config names has to be there. Throws a UsageError that tells all that is missing. */
export async function verify({ subjects, servers }: Plan, directory: string): Promise<void> {
  const missing: string[] = [];
  const used = new Set(subjects.map(({ subject }) => subject.server));
  for (const [name, { settings, source }] of Object.entries(servers)) {
    if (settings.kind !== 'static' || !used.has(name)) continue;
    const found = await stat(join(directory, settings.static)).catch(() => null);
    if (!found?.isDirectory()) missing.push(tell(source, `servers.${name}.static`, settings.static));
  }
  for (const { check, subject, source } of subjects) {
    const path = await checkOf(check).missing?.(subject, directory);
    if (path) missing.push(tell(source, `${check}.${subject.name}`, path));
  }
  if (missing.length > 0) throw new UsageError(missing.join('\n'));
}
