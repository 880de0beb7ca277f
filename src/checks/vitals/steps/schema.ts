import { _keyDefinitions } from 'puppeteer-core/internal/common/USKeyboardLayout.js';
import { z } from 'zod';
import { strict } from '../../../settings/keys.ts';
import { addMistake } from '../../../settings/limits.ts';
import { oneOf, quoted } from '../../../settings/messages.ts';
import { secretText } from '../../../settings/secret-text.ts';
import { closestTo } from '../../../text/closest-to.ts';
import { HELD_KEYS, splitKeys } from './key.ts';
import { parseSelector } from './selector.ts';
import type { Selector, Step } from './step.ts';

/** Schema of `interactions` and `before`: lists of objects with one key each. */

const MOST_STEPS = 50;
const MOST_CHARACTERS = 500;

/** Without the two line breaks, which are also names for Enter. */
const KEYS = Object.keys(_keyDefinitions).filter((name) => !/\p{Cc}/u.test(name));

const EXAMPLE = 'a CSS selector, text=Add to cart, or role=button[name="Pay"]';

const selector = (what: string) =>
  z
    .string()
    .meta({ minLength: 1 })
    .transform((written, context): Selector => {
      const parsed = parseSelector(written);
      return 'by' in parsed ? parsed : addMistake(context, parsed);
    })
    .describe(`${what}: ${EXAMPLE}.`);

/** Has messages of its own that omit the value: the typed text may be a password. */
const text = z
  .string('expected text; put a number, true or false in quotes')
  .min(1, 'expected text, found none')
  .max(MOST_CHARACTERS, `at most ${MOST_CHARACTERS} characters`);

const key = z
  .string()
  .meta({ minLength: 1 })
  .transform((written, context): string => {
    const { held, key: pressed } = splitKeys(written);
    const other = held.find((name) => !HELD_KEYS.some((known) => known === name));
    if (other !== undefined) {
      const message = `${quoted(other)} is not a modifier key: expected ${oneOf(HELD_KEYS)}`;
      return addMistake(context, { message, hint: didYouMean(other, HELD_KEYS) ?? 'write it like Control+A' });
    }
    if (KEYS.includes(pressed)) return written;
    const hint =
      didYouMean(pressed, KEYS) ?? 'name one key, such as Enter, Escape, ArrowDown or a; to enter text, use `type`';
    return addMistake(context, { message: `unknown key ${quoted(pressed)}`, hint });
  })
  .describe('A key, such as Enter, ArrowDown or a, or several at once, such as Control+A.');

const didYouMean = (written: string, known: readonly string[]): string | null => {
  const meant = closestTo(written, known);
  return meant === undefined ? null : `did you mean "${meant}"?`;
};

const press = z.union([
  key.transform((one) => ({ key: one, on: null })),
  strict({ key, on: selector('The element that has focus when the key is pressed').optional() }).transform(
    ({ on, ...rest }) => ({
      ...rest,
      on: on ?? null,
    }),
  ),
]);

const ACTIONS = {
  click: selector('Click on this').optional(),
  type: strict({
    into: selector('The field to type into'),
    text: secretText('typed text', text).describe('The text, typed key by key. It is never shown in step names.'),
  })
    .optional()
    .describe('Click into a field and type.'),
  press: press.optional().describe('Press a key: its name, or an object with key and on.'),
  select: strict({
    from: selector('The <select> to choose from'),
    option: text.describe('The label of the option to choose, or its value.'),
  })
    .optional()
    .describe('Choose from a list.'),
  hover: selector('Move the mouse over this').optional(),
  scroll: selector('Scroll until this is in view').optional(),
  'wait-for': selector('Wait until this is visible').optional(),
};

const NAMES = Object.keys(ACTIONS);

/** Names that other tools give to the same steps. */
const ELSEWHERE: Readonly<Record<string, string>> = { fill: 'type', tap: 'click', wait: 'wait-for', key: 'press' };

function unknownStep(name: string): string {
  const meant = ELSEWHERE[name.toLowerCase()] ?? closestTo(name, NAMES);
  return `unknown step${meant ? `. Did you mean "${meant}"?` : `; steps are ${NAMES.join(', ')}`}`;
}

const step = strict(ACTIONS, unknownStep)
  .meta({ minProperties: 1, maxProperties: 1 })
  .transform((written, context): Step => {
    if (context.issues.length > 0) return z.NEVER; // unknown steps have a message already
    const [first, ...others] = stepsOf(written);
    if (first !== undefined && others.length === 0) return first;
    const names = Object.keys(written);
    return addMistake(context, {
      message: `a step is exactly one of ${oneOf(NAMES)}; found ${names.length === 0 ? 'none' : names.join(' and ')}`,
      hint: names.length === 0 ? 'for example click: "text=Add to cart"' : 'start each step with its own "-"',
    });
  });

function stepsOf(written: z.infer<ReturnType<typeof strict<typeof ACTIONS>>>): Step[] {
  const { click, type, press: pressed, select, hover, scroll, 'wait-for': awaited } = written;
  return [
    ...(click ? [{ action: 'click', on: click } as const] : []),
    ...(type ? [{ action: 'type', ...type } as const] : []),
    ...(pressed ? [{ action: 'press', ...pressed } as const] : []),
    ...(select ? [{ action: 'select', ...select } as const] : []),
    ...(hover ? [{ action: 'hover', on: hover } as const] : []),
    ...(scroll ? [{ action: 'scroll', to: scroll } as const] : []),
    ...(awaited ? [{ action: 'wait-for', what: awaited } as const] : []),
  ];
}

export const stepsSchema = z.array(step).max(MOST_STEPS, `at most ${MOST_STEPS} steps`);
