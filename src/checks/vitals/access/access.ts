/** Headers and credentials for a protected page. Only the page's own origin receives them, and no report shows them. */
export interface Access {
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly basicAuth: { readonly username: string; readonly password: string } | null;
}

export const NO_ACCESS: Access = { headers: {}, cookies: {}, basicAuth: null };
