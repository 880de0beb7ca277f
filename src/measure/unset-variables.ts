import type { Withheld } from '../model/failure-code.ts';
import type { Failure } from '../model/measurements.ts';
import type { MissingVariable, PlannedSubject } from '../model/plan.ts';
import { subjectKey } from '../model/subject.ts';
import type { VisitFailure } from '../model/visit.ts';
import { firstOf } from '../text/first-of.ts';

const WHOSE = {
  fork: 'a pull request from a fork gets no secrets',
  dependabot: "Dependabot's runs get its own secrets alone",
} as const satisfies Record<Withheld, string>;

/** The failure of a subject with unset variables: GitHub withholds secrets, or the set-up has a mistake. */
export function unset(missing: readonly MissingVariable[], withheld: Withheld | null): Omit<VisitFailure, 'retry'> {
  const variables = [...new Set(missing.map(({ name }) => name))];
  const [first] = missing;
  const places = missing.map(({ key, source }) => `${source.file}:${source.line} → ${key}`);
  const where = firstOf(places, 1);
  const names = variables.join(' and ');
  const failure = { ok: false, variables } as const;
  if (withheld !== null) {
    return { ...failure, code: 'withheld', message: `no ${names} here, because ${WHOSE[withheld]} (${where})` };
  }
  const line = variables.map((name) => `${name}: \${{ secrets.${name} }}`).join(', ');
  return {
    ...failure,
    code: 'unset',
    message: `${where}: the environment has no ${names}, or it is empty`,
    hint: `Set it for this step, as in \`env: { ${line} }\`, or in the shell: \`export ${first?.name}=…\`.`,
  };
}

/** A failure of head for each subject that lacks a variable. */
export const unsetIn = (subjects: readonly PlannedSubject[], withheld: Withheld | null): Failure[] =>
  subjects.flatMap((planned): Failure[] => {
    if (planned.missing === undefined) return [];
    const { ok: _, ...failure } = unset(planned.missing, withheld);
    return [{ ...subjectKey(planned), side: 'head', round: 0, ...failure, retried: false }];
  });
