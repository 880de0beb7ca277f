/** Clocks of file systems run some milliseconds behind that of the process. */
const SLACK_MS = 100;

/** The earliest time that a file may have if it was written after `startedAt`. Both in milliseconds since 1970. */
export const earliestWriteMs = (startedAt: number): number => startedAt - SLACK_MS;
