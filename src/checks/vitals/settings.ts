import { z } from 'zod';
import { strict } from '../../config/keys.ts';
import type { LimitShape } from '../../config/limits.ts';

export const DEVICES = ['mobile', 'desktop'] as const;
export type Device = (typeof DEVICES)[number];

/** One page, as one device sees it. */
export interface VitalsSettings {
  readonly server: string;
  /** Path and query, from the server's root. */
  readonly path: string;
  readonly device: Device;
}

export const schema = (limits: LimitShape) =>
  strict({
    server: z.string().min(1).describe('Key of the server in `servers`.'),
    path: z
      .string()
      .startsWith('/', 'expected a path such as /checkout')
      .default('/')
      .describe('Path of the page. Default: /'),
    device: z.enum(DEVICES).default('mobile').describe('What Lighthouse emulates. Default: mobile'),
    ...limits,
  });
