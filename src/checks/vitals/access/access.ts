/** What lets a visit in to a protected page. It is sent to the page's own origin only, and is nowhere told. */
export interface Access {
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly basicAuth: { readonly username: string; readonly password: string } | null;
}

export const NO_ACCESS: Access = { headers: {}, cookies: {}, basicAuth: null };
