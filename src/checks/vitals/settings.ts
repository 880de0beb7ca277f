import { z } from 'zod';
import { strict } from '../../settings/keys.ts';
import type { LimitShape } from '../../settings/limits.ts';
import { type Access, NO_ACCESS } from './access/access.ts';
import { accessShape, toAccess } from './access/schema.ts';
import { stepsSchema } from './steps/schema.ts';
import type { Step } from './steps/step.ts';

const DEVICES = ['mobile', 'desktop'] as const;
export type Device = (typeof DEVICES)[number];

const THROTTLINGS = ['simulate', 'devtools'] as const;
export type Throttling = (typeof THROTTLINGS)[number];

/** One page on all its devices. */
export interface VitalsSettings {
  readonly server: string;
  /** Path and query, from the server's root. */
  readonly path: string;
  readonly device: readonly Device[];
  readonly throttling: Throttling;
  /** Steps before anything is measured, such as a login. */
  readonly before: readonly Step[];
  /** Steps that are measured one by one after the page has loaded. */
  readonly interactions: readonly Step[];
  /** Requests that the browser does not make: addresses with `*` for any text, as Chromium matches them. */
  readonly block: readonly string[];
  /** Sent to the page's own origin only. */
  readonly access: Access;
}

/** One page on one device: one subject. */
export interface PageSettings extends Omit<VitalsSettings, 'device'> {
  readonly device: Device;
}

const device = z.enum(DEVICES);

/** A page without any other settings. */
export const plainPage = (server: string, path = '/'): VitalsSettings => ({
  server,
  path,
  device: ['mobile'],
  throttling: 'simulate',
  before: [],
  interactions: [],
  block: [],
  access: NO_ACCESS,
});

export const schema = (limits: LimitShape) =>
  strict({
    server: z.string().min(1).describe('Key of the server in `servers`.'),
    path: z
      .string()
      .startsWith('/', 'expected a path such as /checkout')
      .default('/')
      .describe('Path of the page. Default: /'),
    device: z
      .union([
        z
          .array(device)
          .min(1)
          .refine((list) => new Set(list).size === list.length, 'each device can be listed only once')
          .meta({ uniqueItems: true }),
        device.transform((one) => [one]),
      ])
      .default(['mobile'])
      .describe('What Lighthouse emulates: mobile (default), desktop, or a list of both.'),
    throttling: z
      .enum(THROTTLINGS)
      .default('simulate')
      .describe(
        'simulate (default): computed from an unthrottled load. devtools: applied; precise for LCP and FCP, but slow.',
      ),
    before: stepsSchema.default([]).describe('Steps before anything is measured, such as a login.'),
    interactions: stepsSchema
      .refine((steps) => steps.length === 0 || steps.some(({ action }) => action !== 'wait-for'), {
        error: 'wait-for alone is not an interaction: list the step whose effect it waits for before it',
      })
      .default([])
      .describe('Steps of a person on the loaded page; INP is measured for each.'),
    block: z
      .array(z.string().min(1).max(500))
      .max(100)
      .default([])
      .describe(
        'Requests that the browser does not make on either side, such as "*.tracker.example". `*` is any text.',
      ),
    ...accessShape,
    ...limits,
  }).transform(({ headers, cookies, 'basic-auth': basicAuth, ...value }, context) => ({
    ...value,
    access: toAccess({ headers, cookies, 'basic-auth': basicAuth }, context),
  }));
