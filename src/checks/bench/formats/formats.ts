import { parseJson } from '../../../text/parse-json.ts';
import { autocannon } from './autocannon.ts';
import type { Format, Output } from './format.ts';
import { go } from './go.ts';
import { hyperfine } from './hyperfine.ts';
import { k6 } from './k6.ts';
import { own } from './own.ts';
import { tinybench } from './tinybench.ts';
import { vitest } from './vitest.ts';

/** Every format; the first that fits is taken. */
export const FORMATS: readonly Format[] = [vitest, hyperfine, k6, autocannon, tinybench, own, go];

export const formatOf = (output: Output): Format | null => FORMATS.find((format) => format.fits(output)) ?? null;

/** Lines that may begin a JSON text: package managers print lines of their own before it. */
const MOST_STARTS = 20;

/** The text of a command with its JSON, which may follow other lines. */
export function outputOf(text: string): Output {
  const whole = parseJson(text);
  if (whole !== undefined) return { text, json: whole };
  const starts = text
    .matchAll(/^[[{]/gm)
    .take(MOST_STARTS)
    .map(({ index }) => index);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  for (const start of starts) {
    const json = parseJson(text.slice(start, end));
    if (json !== undefined) return { text, json };
  }
  return { text, json: undefined };
}
