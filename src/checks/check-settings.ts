import type { z } from 'zod';
import type { Metric } from '../model/metric.ts';
import type { Subject } from '../model/subject.ts';
import type { LimitShape, WrittenLimits } from '../settings/limits.ts';
import type { Detected, DetectRequest } from './detection.ts';

/** How a check reads the settings of its subjects. `Measured` is what one device of a subject is measured by. */
export interface CheckSettings<Settings, Measured> {
  /** The keys of one subject; it spreads `limits` among them, which are the same in all checks. */
  schema(limits: LimitShape): z.ZodType<Settings & WrittenLimits>;
  /** One subject of the config as the subjects that are measured (devices make variants). */
  expand(name: string, settings: Settings): readonly Subject<Measured>[];
  /** What to measure where no check is configured; null if this check has nothing to add. */
  detect?(request: DetectRequest): Promise<Detected<Settings> | null>;
  /** What `detect` names the subject that it finds. */
  readonly detectedName?: string;
  /** Why a subject may lack a metric of the check, as advice for a user who limits it; null if there is nothing to say. */
  whyAbsent?(metric: string): string | null;
  /** What the settings name and a checkout lacks after its build; null if nothing is missing. */
  missing?(subject: Subject<Measured>, directory: string): Promise<Missing | null>;
  /** What is measured of a server that the subjects' visits put under load, once for all of them. */
  readonly ofServer?: OfServer<Measured>;
  /** Names of the parts that the settings ask for, such as the interactions of a page; without it none. */
  parts?(settings: Measured): readonly string[];
  /** Values that must appear nowhere in reports and logs, beside those of `secretText`. */
  secrets?(settings: Measured): readonly string[];
  /** Head's settings of a subject with what base's own say of where its build writes; without it, head's hold. Pure. */
  onBase?(head: Measured, base: Measured): Measured;
}

/** The server of a check's subjects as a subject of its own. Its limits stand under `servers`. */
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
  /** What is wrong with it if it exists, as a clause: `skus.json has no rows`. */
  readonly problem?: string;
}
