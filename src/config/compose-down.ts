/**
 * The command that takes down what `docker compose up` starts, with the same options. The containers would outlive an
 * `up` that ends before it has stopped them all. Null for any other command, and for more than one.
 */
export function composeDown(start: string): string | null {
  const [, compose] =
    /^((?:\w+=\S*\s+)*docker(?:-compose|\s+compose)(?:\s[^;&|]*?)?)\s+up(?:\s[^;&|]*)?$/.exec(start.trim()) ?? [];
  return compose === undefined ? null : `${compose} down`;
}
