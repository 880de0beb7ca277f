import { belongsTo, nameId, type SubjectKey } from './subject.ts';

/** The failed visits behind a result, in their order: those of its subject and of its own part. */
export function failuresBehind<F extends SubjectKey>(failures: readonly F[]): (key: SubjectKey) => F[] {
  const byName = Map.groupBy(failures, nameId);
  return (key) =>
    (byName.get(nameId(key)) ?? []).filter(
      (failure) => belongsTo(failure, key) && (failure.part === null || failure.part === key.part),
    );
}
