import type { Finding, Impact } from '../../../model/finding.ts';

/** A finding without its subject. */
export type OwnFinding = Omit<Finding, 'check' | 'subject' | 'variant' | 'part' | 'kind'>;

/** Whether this is so of a metric of the subject. */
export type IsMetric = (metric: string) => boolean;

/** @param otherwise where it explains nothing that fails */
export const impactOf = (explainsAFailure: boolean, otherwise: Impact): Impact =>
  explainsAFailure ? 'critical' : otherwise;
