import { arch, availableParallelism, cpus, platform } from 'node:os';
import type { Report } from './model/report.ts';

export type Machine = Pick<Report['environment'], 'os' | 'arch' | 'cores' | 'cpu' | 'node'>;

/** The machine that this process runs on. */
export const thisMachine = (): Machine => ({
  os: platform(),
  arch: arch(),
  cores: availableParallelism(),
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  node: process.versions.node,
});
