/** A bundle of its own: with its dependencies it is larger than the action, and few runs upload anything. */
export { DefaultArtifactClient } from '@actions/artifact';
