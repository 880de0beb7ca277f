import { z } from 'zod';
import { checks } from '../checks/index.ts';
import { strict } from '../settings/keys.ts';
import { addMistake, duration, limitsOf } from '../settings/limits.ts';
import { addressText, hasReference, secretText } from '../settings/secret-text.ts';
import { statuses } from '../settings/status.ts';
import { withoutUser } from '../text/address.ts';

/** An entry of `servers`: a folder to serve, a command to start, or the address of a running server. */

const KINDS = ['static', 'start', 'url'] as const;

/** The kinds of server that take a key. */
const BELONGS_TO = {
  'base-path': ['static'],
  proxy: ['static'],
  prepare: ['start'],
  stop: ['start'],
  env: ['start'],
  cwd: ['start'],
  host: ['start'],
  database: ['start'],
  inspect: ['start'],
  budgets: ['start'],
  thresholds: ['start'],
  ready: ['start', 'url'],
  timeout: ['start', 'url'],
  'base-url': ['url'],
  'allow-load': ['url'],
} as const satisfies Readonly<Record<string, readonly (typeof KINDS)[number][]>>;

const url = (example: string) =>
  addressText(
    "a server's url",
    z
      .string(`expected a URL such as ${example}`)
      .superRefine((address, context) => {
        const isWhole = /^https?:\/\//.test(address);
        // An address with unfilled references can't be checked.
        if (hasReference(address) || (isWhole && URL.canParse(address))) return;
        const hint = isWhole ? 'check its host and its port' : `write its scheme, too: ${withScheme(address)}`;
        addMistake(context, { message: `expected a URL such as ${example}`, hint });
      })
      .meta({ pattern: '^https?:\\/\\/|\\$\\{env:' }),
  );

/**
 * Adds a scheme to the bare host name that preview services print. No other text is repeated, since it may be a
 * misplaced secret.
 */
function withScheme(address: string): string {
  const rest = withoutUser(`://${address.replace(/^(?:[a-z]*:)?\/\//i, '')}`).slice(3);
  const [, name, port] = /^([\w.-]+|\[[\d:a-f]+\])(:\d+)?(?:\/|$)/i.exec(rest) ?? [];
  if (name === undefined) return 'https://…';
  const isLocal = name === 'localhost' || /^[\d.]+$|^\[/.test(name) || port !== undefined;
  return isLocal ? `http://${rest}` : /\.[a-z]{2,24}$/i.test(name) ? `https://${rest}` : 'https://…';
}

const readyPath = z.string().startsWith('/', 'expected a path such as /healthz');

/** A path prefix, which also covers all paths below it. */
const prefix = z
  .string()
  .startsWith('/', 'expected the beginning of a path, such as /api')
  .regex(/^[^*?#\s]*$/, 'expected the beginning of a path, such as /api, which stands for all below it')
  .refine((path) => path !== '/', 'this would leave no path to the folder: name what the other server answers')
  .transform((path) => path.replace(/\/+$/, ''));

const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of a variable, such as DATABASE_URL, and not its value');

const OFF = 'off' as const;

const database = z.union([
  z.literal(OFF),
  z.literal(false).transform((): typeof OFF => OFF),
  variable.transform((name) => ({ env: [name] })),
  z
    .array(variable)
    .min(1, 'expected the name of a variable')
    .transform((env) => ({ env })),
  strict({
    env: z
      .union([variable.transform((name) => [name]), z.array(variable).min(1)])
      .optional()
      .describe('The variable, or variables, that hold its address. Default: those that hold one.'),
    host: variable.optional().describe('The variable that holds the host, where no variable holds an address.'),
    port: variable.optional().describe('The variable that holds the port.'),
    pool: z
      .int()
      .min(1, 'a pool has at least 1 connection')
      .max(10_000)
      .optional()
      .describe('The most connections that its pool opens. With it, 80 % in use is the budget.'),
    slow: duration.optional().describe('From when a query counts as slow. Default: 500 ms'),
  }).refine(({ host, port }) => host !== undefined || port === undefined, {
    message: 'a port alone leads nowhere: name the variable of the host, too',
    path: ['port'],
  }),
]);

/** In YAML, `on` and `off` are words; some parsers read them as true and false. */
const inspect = z.union([z.boolean(), z.enum(['on', OFF]).transform((word) => word === 'on')]);

export const server = strict({
  static: z
    .string()
    .min(1, 'expected a folder')
    .optional()
    .describe('A folder, served as a production host would: compressed, cached, with a fallback if it is an SPA.'),
  'base-path': z
    .string()
    .regex(/^(?:\/[^/?#\s]+)*\/?$/, 'expected a path such as /app')
    .transform((path) => path.replace(/\/$/, ''))
    .optional()
    .describe('The path below which the site lives. Default: the one that its html uses'),
  proxy: z
    .record(prefix, z.string().min(1, 'expected the name of a server'))
    .optional()
    .describe('Servers behind these paths of its origin, each by its name: `/api: api`.'),
  start: z.string().min(1, 'expected a shell command').optional().describe('Starts the server on the port in $PORT.'),
  prepare: z
    .string()
    .min(1, 'expected a shell command')
    .optional()
    .describe('Run before `start`, with the same environment.'),
  stop: z
    .string()
    .min(1, 'expected a shell command')
    .optional()
    .describe(
      'Run in the end, with the same environment, before the process tree is ended. Default: docker compose down, if that is what start brings up.',
    ),
  env: z
    .record(z.string(), secretText("a server's env", z.union([z.string(), z.number(), z.boolean()]).transform(String)))
    .optional()
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
    .describe('Environment of `prepare` and `start`. `${side}` stands for base or head, `${env:NAME}` for a variable.'),
  cwd: z.string().optional().describe('Folder in which the commands run, relative to the working directory.'),
  ready: z
    .union([
      readyPath.transform((path) => ({ path, status: ['2xx'] })),
      strict({
        path: readyPath.default('/').describe('Path that is polled. Default: /'),
        status: statuses
          .default(['2xx'])
          .describe('What it answers once it is up: 2xx (default), 401, 4xx, or a list.'),
      }),
    ])
    .optional()
    .describe('Path that is polled until it answers 2xx, or path and status. Default: /, or the port alone.'),
  host: z
    .string()
    .regex(/^(?:[a-z0-9-]+\.)*localhost$/i, 'expected localhost, or a name below it, such as acme.localhost')
    .transform((name) => name.toLowerCase())
    .optional()
    .describe('The name that the server is called by, such as acme.localhost. Default: its address.'),
  database: database
    .optional()
    .describe('The variable that leads to its PostgreSQL database, or off. Default: found by their values.'),
  inspect: inspect.optional().describe('off: no launches but those that are timed. Default: on'),
  ...limitsOf(checks.flatMap(({ settings }) => settings.ofServer?.metrics ?? [])),
  timeout: duration
    .refine((ms) => ms >= 1_000, 'a timeout is at least 1 s')
    .optional()
    .describe('How long `ready` may take. Default: 30 s'),
  url: url('https://preview.example.com')
    .optional()
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what a user writes
    .describe("Head's server, already running somewhere. `${env:NAME}` takes a value from the environment."),
  'base-url': url('https://www.example.com').optional().describe("Base's server, already running somewhere."),
  'allow-load': z.boolean().optional().describe('Allow load on an address that is not loopback.'),
})
  .meta({ oneOf: KINDS.map((kind) => ({ required: [kind] })) })
  .superRefine(
    (value, context) => {
      const given = KINDS.filter((kind) => value[kind] !== undefined);
      if (given.length !== 1) {
        addMistake(context, {
          message: `a server has one of static, start and url; here ${given.length === 0 ? 'is none' : `are ${given.join(' and ')}`}`,
          hint:
            given.length === 0 ? 'for example static: dist' : 'keep one, and declare the other under a name of its own',
        });
        return;
      }
      for (const [key, kinds] of Object.entries(BELONGS_TO)) {
        if (kinds.some((kind) => kind === given[0]) || value[key as keyof typeof BELONGS_TO] === undefined) continue;
        context.addIssue({
          code: 'custom',
          path: [key],
          message: `goes with ${kinds.map((kind) => `"${kind}"`).join(' and ')}, not with "${given[0]}"`,
          params: { hint: 'delete it' },
        });
      }
    },
    // Runs even if a key is wrong: all mistakes are reported at once.
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  );

export type WrittenServer = z.infer<typeof server>;
