/** GitHub's limits, with some room. Bytes are those of UTF-8. */

/**
 * A comment may have 65,536 characters, a check run's summary 65,535 bytes; bytes are the stricter limit for both.
 * https://github.com/github/rest-api-description/issues/5399
 */
export const BODY_BYTES = 65_000;

/** The runner drops a job summary over 1 MiB as a whole. */
export const SUMMARY_BYTES = 1_000_000;

/** Further annotations go into further requests. */
export const ANNOTATIONS_PER_REQUEST = 50;

/** For each step and level, GitHub shows no more annotations from workflow commands. */
export const ANNOTATIONS_PER_LEVEL = 10;

/** GitHub counts characters, and a text never has more of them than bytes. */
export const STATUS_DESCRIPTION_BYTES = 140;

/** The title of a check run's annotation. */
export const ANNOTATION_TITLE_CHARACTERS = 255;
