/** `name` if it is free, else the first free name that `next` returns; `number` counts from 2. */
export function freeName(
  name: string,
  isTaken: (name: string) => boolean,
  next: (taken: string, number: number) => string,
): string {
  let free = name;
  for (let number = 2; isTaken(free); number += 1) free = next(free, number);
  return free;
}
