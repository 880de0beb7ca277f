import { oneOf, quoted } from '../../../settings/messages.ts';
import { closestTo } from '../../../text/closest-to.ts';
import type { Selector } from './step.ts';

/** Why a text is not a selector, and how to fix it. */
interface SelectorMistake {
  readonly message: string;
  readonly hint: string;
}

/** Roles with a meaning for users: https://www.w3.org/TR/wai-aria-1.2/#role_definitions */
const ROLES: readonly string[] = (
  'alert alertdialog article banner button cell checkbox columnheader combobox complementary contentinfo definition ' +
  'dialog document figure form grid gridcell group heading img link list listbox listitem log main marquee math menu ' +
  'menubar menuitem menuitemcheckbox menuitemradio meter navigation note option progressbar radio radiogroup region row ' +
  'rowgroup rowheader scrollbar search searchbox separator slider spinbutton status switch tab table tablist tabpanel ' +
  'term textbox timer toolbar tooltip tree treegrid treeitem'
).split(' ');

const KINDS = ['text', 'role'];
const LONGEST = 500;
const ROLE_EXAMPLE = 'write it like role=button[name="Pay"]';

/** `text=…`, `role=…[name="…"]`, or else a CSS selector, which only a browser can validate. */
export function parseSelector(input: string): Selector | SelectorMistake {
  const written = input.trim();
  if (written === '') {
    return { message: 'expected a selector, found none', hint: 'write a CSS selector, text=… or role=…' };
  }
  if (written.length > LONGEST) return { message: `a selector has at most ${LONGEST} characters`, hint: 'shorten it' };
  const [, kind, rest] = /^([\w-]+)=(.*)$/s.exec(written) ?? [];
  if (kind === undefined || rest === undefined) return { by: 'css', css: written, written };
  if (kind === 'text') return byText(unquoted(rest), written);
  if (kind === 'role') return byRole(rest, written);
  const meant = closestTo(kind, KINDS);
  return {
    message: `unknown selector ${quoted(`${kind}=`)}`,
    hint: meant ? `did you mean "${meant}="?` : 'write a plain CSS selector, text=… or role=…',
  };
}

function byText(text: string, written: string): Selector | SelectorMistake {
  if (text === '') {
    return { message: 'text= needs a text', hint: 'write it like text=Add to cart' };
  }
  return { by: 'text', text, written };
}

function byRole(rest: string, written: string): Selector | SelectorMistake {
  const [, role, brackets] = /^\s*([^[\s]*)\s*(.*)$/s.exec(rest) ?? [];
  if (!role) return { message: 'role= needs a role', hint: ROLE_EXAMPLE };
  if (!ROLES.includes(role)) {
    const meant = closestTo(role, ROLES);
    const hint = meant
      ? `did you mean "${meant}"?`
      : `roles are ${oneOf(['button', 'link', 'textbox', 'checkbox'])}, …`;
    return { message: `${quoted(role)} is not an ARIA role`, hint };
  }
  if (!brackets) return { by: 'role', role, name: null, written };
  const [, attribute, value] = /^\[\s*([\w-]+)\s*=(.*)\]$/s.exec(brackets) ?? [];
  if (attribute === undefined || value === undefined) {
    return { message: `unexpected ${quoted(brackets)} after the role`, hint: ROLE_EXAMPLE };
  }
  if (attribute !== 'name') return { message: `a role takes only a name, not "${attribute}"`, hint: ROLE_EXAMPLE };
  const name = unquoted(value);
  if (name === '') return { message: 'the name is empty', hint: ROLE_EXAMPLE };
  if (name.includes('"') && name.includes("'")) {
    return { message: 'a name can not contain both kinds of quotes', hint: 'use text= or a CSS selector' };
  }
  return { by: 'role', role, name, written };
}

/** Without surrounding quotes. */
function unquoted(text: string): string {
  const trimmed = text.trim();
  return (/^(["'])(.*)\1$/s.exec(trimmed)?.[2] ?? trimmed).trim();
}
