import type { Result as LighthouseResult } from 'lighthouse';
import { z } from 'zod';
import { isObject } from '../../text/parse-json.ts';
import type { FilmSide } from '../chart.ts';
import type { PageFilm } from './evidence.ts';
import { number, rowsOf } from './read/audit.ts';

const MOST_FRAMES = 8;
/** Most characters of base64 in one frame. */
const MOST_CHARACTERS = 19_000;
const START = 'data:image/jpeg;base64,';

/** From a visit that took screenshots; null from another. */
export function filmOf({ audits, configSettings }: LighthouseResult): PageFilm | null {
  const { width, height } = configSettings.screenEmulation;
  const all = rowsOf(audits, 'screenshot-thumbnails').map(({ timing, data }) => ({ ms: number(timing), data }));
  const frames = all.flatMap(({ ms, data }, index) =>
    typeof data === 'string' &&
    data.startsWith(START) &&
    data !== all[index - 1]?.data &&
    data.length <= MOST_CHARACTERS
      ? [{ ms, jpeg: data.slice(START.length) }]
      : [],
  );
  const [observed = {}] = rowsOf(audits, 'metrics');
  const { observedLargestContentfulPaint: lcp } = observed;
  if (frames.length === 0) return null;
  return {
    ratio: width > 0 ? height / width : 1,
    lcpMs: typeof lcp === 'number' ? lcp : null,
    endMs: Math.max(...all.map(({ ms }) => ms)),
    frames: frames.slice(0, MOST_FRAMES),
  };
}

const film = z.object({
  ratio: z.number().min(0.2).max(5),
  lcpMs: z.number().nonnegative().nullable(),
  endMs: z.number().nonnegative(),
  frames: z
    .array(
      z.object({
        ms: z.number().nonnegative(),
        jpeg: z
          .string()
          .max(MOST_CHARACTERS)
          .regex(/^[A-Za-z0-9+/]+={0,2}$/),
      }),
    )
    .min(1)
    .max(MOST_FRAMES),
}) satisfies z.ZodType<PageFilm>;

/** The film of a side, from its details, which anybody may have written. */
export function readFilm(details: unknown): FilmSide | null {
  if (!isObject(details)) return null;
  const { data } = film.safeParse(details.film);
  return data === undefined ? null : { ratio: data.ratio, markMs: data.lcpMs, endMs: data.endMs, frames: data.frames };
}
