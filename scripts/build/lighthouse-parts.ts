import { performanceConfig } from '../../src/checks/vitals/visit/lighthouse-config.ts';
import type { LighthouseParts } from './lighthouse-edits.ts';

/** The audits and gatherers that the config of a visit names; the bundle needs no others. */
export function lighthouseParts(version: string): LighthouseParts {
  const { audits, artifacts } = performanceConfig('mobile');
  return {
    version,
    audits: (audits ?? []).map(namedByPath),
    gatherers: (artifacts ?? []).map((artifact) => namedByPath(artifact.gatherer)),
  };
}

function namedByPath(part: unknown): string {
  if (typeof part !== 'string') throw new Error(`expected an audit or gatherer named by its path, got ${part}`);
  return part;
}
