/** Where to look for something to measure. */
export interface DetectRequest {
  /** The working directory of a checkout. */
  readonly directory: string;
  /** When its build began, milliseconds since 1970; null if nothing was built. */
  readonly startedAt: number | null;
  /** The build command that the config names; null: the checkout's own build script. */
  readonly build: string | null;
  /** The config file to name in advice, whether or not it exists. */
  readonly config: string;
  /** A site that an earlier check found, and the server that serves it; null if there is none. */
  readonly site: (Site & { readonly server: string }) | null;
}

/** A folder with pages, and one of them, relative to it: `index.html`. */
export interface Site {
  readonly folder: string;
  readonly page: string;
}

/** What to measure without a config, or why nothing was found. */
export type Detected<Settings> =
  | {
      readonly ok: true;
      /** `what` names the subject in a sentence: `the bundle in dist (the default of Vite)`. */
      readonly subjects: readonly { readonly name: string; readonly what: string; readonly settings: Settings }[];
      /** For checks that need a server; null if there is none. */
      readonly site: Site | null;
      /** Existing folders that could have been measured instead. */
      readonly others: readonly string[];
      /** Sentences without their full stops on what is not measured, and what to write into the config. */
      readonly advice?: readonly string[];
    }
  | {
      readonly ok: false;
      /** The thing that is missing, as a clause: `no output folder was found`. */
      readonly missing: string;
      /** Sentences on where it was searched and what to write into the config. */
      readonly advice: readonly string[];
    };
