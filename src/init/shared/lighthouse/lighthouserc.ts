import { UsageError } from '../../../errors.ts';
import { isObject, type UnknownKeys } from '../../../text/parse-json.ts';
import type { Project } from '../../project.ts';
import type { Source } from '../../read/source.ts';
import { fromFolder } from '../paths.ts';

/** The contents of a lighthouserc and of the files that it extends. */
interface LighthouseRc {
  readonly source: Source;
  readonly at: readonly string[];
  readonly collect: UnknownKeys;
  readonly assert: UnknownKeys;
  /** Files that it extends. */
  readonly followed: readonly string[];
}

const TOP = ['ci', 'lhci', 'ci:client'];

/** Depth at which a circle of `extends` ends; no config nests that deep. */
const MOST_EXTENDED = 10;

/** @throws UsageError if it has no such config, or extends one that can't be read. */
export async function readLighthouseRc(source: Source, project: Project, depth = 0): Promise<LighthouseRc> {
  const { value } = source;
  const key = TOP.find((one) => isObject(value) && isObject(value[one]));
  if (!isObject(value) || key === undefined) {
    throw new UsageError(`${source.file}: Lighthouse CI's config has a key "ci", with collect and assert in it.`);
  }
  const ci = value[key] as UnknownKeys;
  const collect = isObject(ci.collect) ? ci.collect : {};
  const assert = isObject(ci.assert) ? ci.assert : {};
  if (typeof ci.extends !== 'string' || depth >= MOST_EXTENDED)
    return { source, at: [key], collect, assert, followed: [] };
  const base = await readLighthouseRc(await project.open(fromFolder(source.folder, ci.extends)), project, depth + 1);
  return {
    source,
    at: [key],
    collect: overlaid(base.collect, collect),
    assert: overlaid(base.assert, assert),
    followed: [base.source.file, ...base.followed],
  };
}

function overlaid(base: UnknownKeys, own: UnknownKeys): UnknownKeys {
  const entries = Object.entries(own).map(([key, value]) => {
    const below = base[key];
    return [key, isObject(value) && isObject(below) ? overlaid(below, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}
