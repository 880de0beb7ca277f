/** Which commit the caller wants to compare with; `findBase` turns it into a commit that is there. */
export type BaseRequest =
  /** The commit of a push's `before`, of a merge group's `base_sha`. */
  | { readonly kind: 'commit'; readonly sha: string; readonly reason: string }
  /** A pull request: the first parent of the merge commit that was checked out, if its second parent is `pullHead`;
   *  else the merge base with `baseBranch`; else `fallback`, the event's `pull_request.base.sha`. */
  | { readonly kind: 'merge-parent'; readonly pullHead: string; readonly baseBranch: string; readonly fallback: string }
  /** The merge base of HEAD and `ref`; null: of origin's default branch. */
  | { readonly kind: 'merge-base'; readonly ref: string | null }
  | { readonly kind: 'none'; readonly reason: string };
