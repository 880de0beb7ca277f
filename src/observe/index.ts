import { machine } from './machine.ts';
import type { Observer } from './observer.ts';
import { serverTree } from './server-tree.ts';

/** All observers. The last one is the nearest to the visit. */
export const observers: readonly Observer[] = [machine, serverTree];
