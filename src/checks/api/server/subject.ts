import type { Subject } from '../../../model/subject.ts';
import { metrics } from './metrics.ts';

/** The settings of a server that is a subject itself. It has no request of its own. */
export interface OfServer {
  /** Its key in `servers`. */
  readonly server: string;
}

/** Its variant distinguishes it from an endpoint of the same name. */
export const serverSubject = (name: string): Subject<OfServer> => ({
  name,
  variant: 'server',
  settings: { server: name },
  server: name,
  metrics,
  isServer: true,
});
