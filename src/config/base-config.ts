import { UsageError } from '../errors.ts';
import type { Environment } from '../settings/secret-text.ts';
import { shortSha } from '../text/short-sha.ts';
import { parseLoaded } from './load.ts';
import { noConfig, resolve, type WrittenPlan } from './resolve.ts';

/** Reads a file of base; `text` is null if base has no such file. */
export type ReadFile = (
  file: string,
) => Promise<{ readonly ok: true; readonly text: string | null } | { readonly ok: false; readonly message: string }>;

export type BaseConfig =
  /** `file` is null if base has no config, and the defaults hold. */
  | { readonly ok: true; readonly plan: WrittenPlan; readonly file: string | null }
  /** Base has a config that can't be used; `why` is a clause. */
  | { readonly ok: false; readonly why: string };

/**
 * The config of base's commit `sha`: the first of `files` that exists.
 *
 * @param environment null: references to the environment stay unfilled
 */
export async function readBaseConfig(
  sha: string,
  files: readonly string[],
  environment: Environment | null,
  read: ReadFile,
): Promise<BaseConfig> {
  for (const file of files) {
    const name = `${file} of base (${shortSha(sha)})`;
    const found = await read(file);
    if (!found.ok) return { ok: false, why: `${name} can't be read: ${found.message}` };
    if (found.text === null) continue;
    try {
      return { ok: true, plan: resolve(parseLoaded(found.text, file, environment)), file };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { ok: false, why: `${name} is not valid for this version of perf-budget` };
    }
  }
  return { ok: true, plan: noConfig, file: null };
}
