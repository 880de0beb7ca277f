/** GitHub's limits, with room left. Bytes are of UTF-8. */

/** A comment may have 65,536 characters, a check run's summary 65,535; the latter are counted as bytes,
 *  so both are (https://github.com/github/rest-api-description/issues/5399). */
export const BODY_BYTES = 65_000;

/** A job summary over 1 MiB is dropped as a whole. */
export const SUMMARY_BYTES = 1_000_000;

/** More annotations than this go into further requests. */
export const ANNOTATIONS_PER_REQUEST = 50;

/** Workflow commands beyond this number per step and level are not shown. */
export const ANNOTATIONS_PER_LEVEL = 10;

/** GitHub counts characters, of which there are never more than bytes. */
export const STATUS_DESCRIPTION_BYTES = 140;

/** Of a check run's annotation. */
export const ANNOTATION_TITLE_CHARACTERS = 255;

/** Cuts at a whole character, with an ellipsis for what is missing. */
export function cut(text: string, characters: number): string {
  const all = [...text];
  return all.length <= characters ? text : `${all.slice(0, characters - 1).join('')}…`;
}
