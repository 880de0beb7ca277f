/** A loopback port without a listener, in place of the services on the internet that Chromium would call. */
const NOWHERE = 'http://127.0.0.1:1/';

/** Chromium's flags. chrome-launcher adds its own, which turn off syncing, reporting and prompts. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--headless=new',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  // A container's /dev/shm has 64 MB by default; a tab that needs more crashes.
  '--disable-dev-shm-usage',
  '--disable-field-trial-config',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  // Despite all of these, it requests updates and signed-in accounts on start, in the middle of a visit.
  `--component-updater=url-source=${NOWHERE}`,
  `--gaia-url=${NOWHERE}`,
];

/** Features that make network requests of their own and have no flag. */
const CALLING_FEATURES = ['NetworkTimeServiceQuerying'];

/** `flags` with a single `--disable-features` that includes ours: Chromium reads only the last one. */
export function withoutCallingFeatures(flags: readonly string[]): string[] {
  const name = '--disable-features=';
  const listed = flags.filter((flag) => flag.startsWith(name)).flatMap((flag) => flag.slice(name.length).split(','));
  return [...flags.filter((flag) => !flag.startsWith(name)), `${name}${[...listed, ...CALLING_FEATURES].join(',')}`];
}
