const LEVELS = '▁▂▃▄▅▆▇█';

/** Values as blocks, the oldest first, in at most `columns`. `apart` leaves blanks between values that form no line. */
export function sparkline(values: readonly number[], columns: number, apart: boolean): string {
  const most = apart ? Math.ceil(columns / 2) : columns;
  const shown =
    values.length <= most
      ? values
      : Array.from({ length: most }, (_, index) => values[Math.round((index * (values.length - 1)) / (most - 1))] ?? 0);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const level = (value: number) =>
    high === low ? 2 : Math.round(((value - low) / (high - low)) * (LEVELS.length - 1));
  return shown.map((value) => LEVELS[level(value)]).join(apart ? ' ' : '');
}
