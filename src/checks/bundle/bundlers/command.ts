/** Calls a bundler's command line again, to write to another folder and with source maps. */
export interface BundlerCommand {
  /** As a person calls it: `Rspack`. */
  readonly name: string;
  /** Its call, up to the last word that makes it a build. */
  readonly call: RegExp;
  /** Options with a value, and those without, that ours replace: given twice, some bundlers take the first. */
  readonly replaced: readonly string[];
  readonly switches: readonly string[];
  /** Makes it write to `folder`, with maps that no comment names. Null if it prints, or may still write elsewhere. */
  options(command: string, folder: string): readonly string[] | null;
}

/** The call of a program, by its name or its path. @param after what must follow the name */
export const calls = (name: string, after = '(?=\\s|$)'): RegExp =>
  new RegExp(`(?:^|\\s)(?:\\S*node_modules[\\\\/]\\S*[\\\\/])?${name}(?:\\.[cm]?js)?${after}`);

export const MAP_SWITCHES: readonly string[] = ['--sourcemap', '--no-sourcemap'];

/** A value of an option, as a pattern. */
export const VALUE = `("[^"]*"|'[^']*'|[^\\s-]\\S*)`;

/** The value of an option, written `--a value` or `--a=value`; null if it is not given. */
export function optionValue(command: string, options: readonly string[]): string | null {
  const found = new RegExp(`\\s(?:${options.join('|')})(?:=|\\s+)${VALUE}`).exec(command);
  return found?.[1]?.replaceAll(/["']/g, '') ?? null;
}
