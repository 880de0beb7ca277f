import type { SettingChange } from '../check.ts';
import type { PageSettings } from './settings.ts';
import { stepNames } from './steps/names.ts';

/** Interactions that only base's config measures: head's config drops their limits with them. */
export function relaxedSettings(base: PageSettings, head: PageSettings): SettingChange[] {
  const measured = (settings: PageSettings) =>
    stepNames(settings.interactions.filter(({ action }) => action !== 'wait-for'));
  const [before, after] = [measured(base), measured(head)];
  const listed = (names: readonly string[]): string => names.join(', ') || 'none';
  return before.every((name) => after.includes(name))
    ? []
    : [{ key: 'interactions', from: listed(before), to: listed(after) }];
}
