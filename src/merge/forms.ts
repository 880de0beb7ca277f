import type { SubjectKey } from '../model/subject.ts';

/** A key that is not a form of another, and those that are its forms. */
export interface Family {
  readonly root: SubjectKey;
  readonly forms: readonly SubjectKey[];
}

/** Which of these keys, all of one subject, were planned and which are forms that visits found, as their names tell. */
export function familiesOf(keys: readonly SubjectKey[]): Family[] {
  const byVariant = new Map(keys.map((key) => [key.variant, key]));
  const rootOf = (key: SubjectKey): SubjectKey => {
    if (key.variant === null) return key;
    const whole = byVariant.get(null);
    if (whole !== undefined) return whole;
    for (let end = key.variant.indexOf(', '); end >= 0; end = key.variant.indexOf(', ', end + 1)) {
      const shorter = byVariant.get(key.variant.slice(0, end));
      if (shorter !== undefined) return shorter;
    }
    return key;
  };
  const families = Map.groupBy(byVariant.values(), rootOf);
  return [...families].map(([root, all]) => ({ root, forms: all.filter((key) => key !== root) }));
}
