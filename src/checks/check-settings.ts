import type { z } from 'zod';
import type { Metric } from '../model/metric.ts';
import type { Subject } from '../model/subject.ts';
import type { LimitShape, WrittenLimits } from '../settings/limits.ts';
import type { Detected, DetectRequest } from './detection.ts';

/** How a check reads the settings of its subjects. `Measured` holds the settings of one subject on one device. */
export interface CheckSettings<Settings, Measured> {
  /** The schema of one subject's keys. It spreads `limits`, which are the same in all checks, among them. */
  schema(limits: LimitShape): z.ZodType<Settings & WrittenLimits>;
  /** Turns one subject of the config into the subjects that are measured: each device makes a variant. */
  expand(name: string, settings: Settings): readonly Subject<Measured>[];
  /** Proposes subjects if no check is configured; null if this check has nothing to add. */
  detect?(request: DetectRequest): Promise<Detected<Settings> | null>;
  /** The name that `detect` gives the subject it finds. */
  readonly detectedName?: string;
  /**
   * The settings with what only an installed head shows, such as the version of a tool that measures both sides. Without
   * it, the config says all.
   *
   * @param directory head's working directory
   */
  complete?(settings: Measured, directory: string): Promise<Measured>;
  /** Why a subject may lack a metric of the check, as advice for a user who limits it; null if there is nothing to say. */
  whyAbsent?(metric: string): string | null;
  /** A path or glob of the settings that a checkout lacks after its build; null if none is missing. */
  missing?(subject: Subject<Measured>, directory: string): Promise<Missing | null>;
  /** Metrics of the whole server that the subjects' visits put under load. They are measured once for all subjects. */
  readonly ofServer?: OfServer<Measured>;
  /**
   * Names of the parts that the settings ask for, such as the interactions of a page. Without it, there are no parts.
   */
  parts?(settings: Measured): readonly string[];
  /** Values that must appear nowhere in reports and logs, beside those of `secretText`. */
  secrets?(settings: Measured): readonly string[];
  /**
   * Head's settings, with the place where base's build writes taken from base's own. Without it, head's settings apply
   * to base. Pure.
   */
  onBase?(head: Measured, base: Measured): Measured;
}

/** The server of a check's subjects, as a subject of its own. Its limits stand under `servers`. */
interface OfServer<Measured> {
  readonly metrics: readonly Metric[];
  /** @param name the server's key in `servers` */
  subject(name: string): Subject<Measured>;
}

/** A path or glob that fits nothing. */
export interface Missing {
  readonly path: string;
  /** Whether it is where the build writes, so that the whole subject is missing. */
  readonly isPlace: boolean;
  /** The mistake in an existing file, as a clause: `skus.json has no rows`. */
  readonly problem?: string;
}
