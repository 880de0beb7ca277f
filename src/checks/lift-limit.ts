/** What to do about a rate limiter. `server` is the key of its server in the config. */
export const liftLimit = (server: string): string =>
  `Lift the rate limit for the run: set a variable under \`servers.${server}.env\`, such as RATE_LIMIT: "off", and skip the limiter in the server where it is set`;
