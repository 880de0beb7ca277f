import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { stepNames } from '../../../../src/checks/vitals/steps/names.ts';
import { stepsSchema } from '../../../../src/checks/vitals/steps/schema.ts';
import type { Step } from '../../../../src/checks/vitals/steps/step.ts';
import { check } from '../../../../src/config/mistakes.ts';

const fitsJsonSchema = new Ajv({ strict: false }).compile(
  z.toJSONSchema(stepsSchema, { io: 'input', target: 'draft-7' }),
);

function stepsOf(yaml: string): Step[] {
  const checked = check(stepsSchema, parse(yaml));
  if (!checked.ok) throw new Error(JSON.stringify(checked.mistakes));
  return checked.value;
}

function mistakesOf(yaml: string): string[] {
  const checked = check(stepsSchema, parse(yaml));
  if (checked.ok) throw new Error('there is no mistake in it');
  return checked.mistakes.map(({ path, message, hint }) => `${path.join('.')}: ${message}${hint ? `; ${hint}` : ''}`);
}

const EVERY_STEP = `
- click: "text=Add to cart"
- type: { into: "#search", text: shoes }
- press: Enter
- press: { key: Control+A, on: "#search" }
- select: { from: "#size", option: Large }
- hover: "role=button[name=Menu]"
- scroll: "#footer"
- wait-for: ".results"`;

test('Every step that a config may write becomes one step of the plan', () => {
  expect(stepsOf(EVERY_STEP)).toEqual([
    { action: 'click', on: { by: 'text', text: 'Add to cart', written: 'text=Add to cart' } },
    { action: 'type', into: { by: 'css', css: '#search', written: '#search' }, text: 'shoes' },
    { action: 'press', key: 'Enter', on: null },
    { action: 'press', key: 'Control+A', on: { by: 'css', css: '#search', written: '#search' } },
    { action: 'select', from: { by: 'css', css: '#size', written: '#size' }, option: 'Large' },
    { action: 'hover', on: { by: 'role', role: 'button', name: 'Menu', written: 'role=button[name=Menu]' } },
    { action: 'scroll', to: { by: 'css', css: '#footer', written: '#footer' } },
    { action: 'wait-for', what: { by: 'css', css: '.results', written: '.results' } },
  ]);
  expect(fitsJsonSchema(parse(EVERY_STEP)), JSON.stringify(fitsJsonSchema.errors)).toBe(true);
});

describe('A mistake in a step says what was expected:', () => {
  test.each([
    ['- clik: a', '0.clik: unknown step. Did you mean "click"?'],
    ['- fill: a', '0.fill: unknown step. Did you mean "type"?'],
    ['- waitfor: a', '0.waitfor: unknown step. Did you mean "wait-for"?'],
    ['- drag: a', '0.drag: unknown step; steps are click, type, press, select, hover, scroll, wait-for'],
    [
      '- {}',
      '0: a step is exactly one of click, type, press, select, hover, scroll or wait-for; found none; for example click: "text=Add to cart"',
    ],
    [
      '- { click: a, hover: b }',
      '0: a step is exactly one of click, type, press, select, hover, scroll or wait-for; found click and hover; start each step with its own "-"',
    ],
    ['- click', '0: expected keys with values, found "click"'],
    ['- click: ""', '0.click: expected a selector, found none; write a CSS selector, text=… or role=…'],
    ['- click: 3', '0.click: expected text, found 3'],
    ['- click: "text= "', '0.click: text= needs a text; write it like text=Add to cart'],
    ['- click: txt=Pay', '0.click: unknown selector "txt="; did you mean "text="?'],
    ['- click: role=buton', '0.click: "buton" is not an ARIA role; did you mean "button"?'],
    [
      '- click: "role=button[name=Pay"',
      '0.click: unexpected "[name=Pay" after the role; write it like role=button[name="Pay"]',
    ],
    [
      '- click: "role=button[level=2]"',
      '0.click: a role takes only a name, not "level"; write it like role=button[name="Pay"]',
    ],
    ['- press: enter', '0.press: unknown key "enter"; did you mean "Enter"?'],
    [
      '- press: Ctrl+A',
      '0.press: "Ctrl" is not a modifier key: expected Control, Shift, Alt or Meta; write it like Control+A',
    ],
    ['- press: { on: "#a" }', '0.press.key: missing; expected text'],
    ['- type: { into: "#pin", text: 1234 }', '0.type.text: expected text; put a number, true or false in quotes'],
    [
      '- type: { in: "#pin", text: "1" }',
      '0.type.into: missing; expected text\n0.type.in: there is no such key here; known are into, text',
    ],
  ])('%s', (yaml, expected) => {
    expect(mistakesOf(yaml).join('\n')).toBe(expected);
  });

  test('more steps than a visit has time for are a mistake', () => {
    expect(mistakesOf('- press: Enter\n'.repeat(51))).toEqual([': at most 50 steps']);
  });

  test('the text of a type step is in no message, however long it is', () => {
    expect(mistakesOf(`- type: { into: a, text: ${'secret'.repeat(100)} }`).join()).not.toContain('secret');
  });
});

test('A schema for editors refuses what is no step', () => {
  for (const yaml of ['- {}', '- { click: a, hover: b }', '- clik: a', '- type: { into: a }']) {
    expect(fitsJsonSchema(parse(yaml)), yaml).toBe(false);
  }
});

test('Keys are held in their order, and a plus is a key too', () => {
  expect(() => stepsOf('- press: Control+Shift+ArrowLeft\n- press: "+"\n- press: Control++\n- press: a')).not.toThrow();
});

test('A step has a short, unique name without the typed text', () => {
  const names = stepNames(
    stepsOf(`${EVERY_STEP}
- click: "text=Add to cart"
- type: { into: "#search", text: hats }
- click: "text=Add to cart (2)"
- click: "a\\tb\\e[31m"
- click: "text=${'long '.repeat(50)}"`),
  );
  expect(names).toEqual([
    'click text=Add to cart',
    'type into #search',
    'press Enter',
    'press Control+A on #search',
    'select Large in #size',
    'hover role=button[name=Menu]',
    'scroll to #footer',
    'wait for .results',
    'click text=Add to cart (2)',
    'type into #search (2)',
    'click text=Add to cart (2) (2)',
    'click a b',
    `click text=${'long '.repeat(12)}long…`,
  ]);
});
