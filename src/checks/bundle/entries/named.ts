/** A file of the bundle, and what its bundler calls it. */
export type Named = readonly [path: string | null, id: string];

/** Stylesheets of a script are called after it. */
export const styleOf = (id: string): string => `${id} (css)`;
