import { type Failure, type Measurements, nothingMeasured, type Sample } from '../../../src/model/measurements.ts';

/** Measurements for tests: each field that a test does not give has a default. */

/** The endpoint `list`, as `aPlanned` plans it. */
export const LIST = { check: 'api', subject: 'list', variant: null, part: null } as const;

/** A sample of the endpoint `list`, in launches of four rounds. */
export const aSample = (given: Partial<Sample> = {}): Sample => ({
  ...LIST,
  metric: 'p95',
  side: 'head',
  round: 0,
  launch: Math.floor((given.round ?? 0) / 4),
  order: 0,
  attempt: 0,
  value: 1,
  ...given,
});

export const aFailedVisit = (given: Partial<Failure> = {}): Failure => ({
  ...LIST,
  side: 'head',
  round: 0,
  code: 'no-answer',
  message: 'm',
  retried: false,
  ...given,
});

export const someMeasurements = (given: Partial<Measurements> = {}): Measurements => ({
  ...nothingMeasured([], null),
  ...given,
});
