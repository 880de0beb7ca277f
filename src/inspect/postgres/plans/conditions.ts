const NAME = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\w$]*)`;
const COLUMN = String.raw`(${NAME})\.(${NAME})`;
const CAST =
  /::(?:"[^"]+"|[\w.]+)(?: (?:varying|precision|with time zone|without time zone|with|without))*(?:\(\d+(?:,\d+)?\))?(?:\[\])*/g;

interface ConditionColumns {
  /** Compared for equality. */
  readonly equal: readonly string[];
  /** Compared by `<`, `>` and the like. */
  readonly range: readonly string[];
}

/**
 * Columns of a table that a verbose plan's condition compares with something an index could find. Conditions with
 * alternatives (`OR`) have none. Neither do conditions that the usual indexes can't serve, such as `<>` and `LIKE
 * '%x'`.
 *
 * @param alias of the table, as the plan names it
 */
export function conditionColumns(condition: string, alias: string): ConditionColumns {
  const plain = condition
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(CAST, '')
    .replace(new RegExp(String.raw`\((${COLUMN})\)`, 'gu'), '$1');
  if (/ OR /.test(plain)) return { equal: [], range: [] };
  const found = { equal: new Set<string>(), range: new Set<string>() };
  const add = (owner: string, column: string, sign: string) => {
    if (unquoted(owner) === alias) found[sign === '=' ? 'equal' : 'range'].add(unquoted(column));
  };
  for (const [, owner = '', column = '', sign = ''] of plain.matchAll(new RegExp(`${COLUMN} (=|<=?|>=?) `, 'gu'))) {
    add(owner, column, sign);
  }
  for (const [, sign = '', owner = '', column = ''] of plain.matchAll(
    new RegExp(` (=|<=?|>=?) ${COLUMN}(?=[ )]|$)`, 'gu'),
  )) {
    add(owner, column, sign);
  }
  const equal = [...found.equal];
  return { equal, range: [...found.range].filter((one) => !found.equal.has(one)) };
}

/** The columns of a sort's keys. Empty if any key is not a plain column of the table. */
export function sortColumns(keys: readonly string[], alias: string): string[] {
  const columns = keys.map((key) => new RegExp(`^${COLUMN}(?: (?:DESC|ASC|NULLS (?:FIRST|LAST)))*$`, 'u').exec(key));
  return columns.every((one) => one !== null && unquoted(one[1] ?? '') === alias)
    ? columns.map((one) => unquoted(one?.[2] ?? ''))
    : [];
}

const unquoted = (name: string): string => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name);
