/** A loopback port on which nothing listens: where Chromium is sent that would look for a service on the net. */
const NOWHERE = 'http://127.0.0.1:1/';

/** How Chromium is run here; chrome-launcher adds its own, which keep it from syncing, reporting and asking. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--headless=new',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  // /dev/shm of a container has 64 MB unless told otherwise; a tab that needs more crashes.
  '--disable-dev-shm-usage',
  '--disable-field-trial-config',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  // Despite all of these it asks for updates and for signed-in accounts as it starts, in the middle of a visit.
  `--component-updater=url-source=${NOWHERE}`,
  `--gaia-url=${NOWHERE}`,
];

/** Features that call out by themselves, and have no flag of their own. */
const CALLING_FEATURES = ['NetworkTimeServiceQuerying'];

/** `flags` with one `--disable-features` that lists ours as well: of several, Chromium reads only the last. */
export function withoutCallingFeatures(flags: readonly string[]): string[] {
  const name = '--disable-features=';
  const listed = flags.filter((flag) => flag.startsWith(name)).flatMap((flag) => flag.slice(name.length).split(','));
  return [...flags.filter((flag) => !flag.startsWith(name)), `${name}${[...listed, ...CALLING_FEATURES].join(',')}`];
}
