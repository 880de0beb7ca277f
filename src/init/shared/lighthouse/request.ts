import type { UnknownKeys } from '../../../text/parse-json.ts';
import type { Project } from '../../project.ts';
import type { Path, Source } from '../../read/source.ts';

/** An address as it is written, and where. */
export interface Address {
  readonly address: string;
  readonly source: Source;
  readonly at: Path;
}

/** The parts of a lighthouserc, or of a step with the same keys. */
export interface LighthouseRequest {
  readonly source: Source;
  readonly project: Project;
  /** Path of the config's keys, such as `['ci']`; for a step without a config, its inputs. */
  readonly at: Path;
  readonly isStep: boolean;
  readonly collect: UnknownKeys;
  readonly assert: UnknownKeys;
  /** Addresses that go before those of the config. */
  readonly addresses: readonly Address[];
  /** Path of a file with further Lighthouse budgets; null if there is none. */
  readonly budgetPath: string | null;
}
