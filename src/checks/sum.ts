export const sumBy = <T>(items: Iterable<T>, amount: (item: T) => number): number =>
  Iterator.from(items).reduce((sum, item) => sum + amount(item), 0);
