import type { NextBuild } from '../bundlers/next-build.ts';
import type { BundlerReports } from '../bundlers/reports.ts';

/** What a build made, as far as it is known before any file of it was read. */
export interface BundleOutput {
  /** The bundle's folder, absolute. */
  readonly root: string;
  /** Its shipped files, relative to it, with forward slashes. */
  readonly paths: readonly string[];
  readonly reports: BundlerReports;
  /** What `readNext` found. */
  readonly next: NextBuild | null;
}
