import { demand, type Repository } from './git.ts';

/** Keys in git's case, with their values. Later entries override earlier ones. */
export type Configuration = readonly (readonly [key: string, value: string])[];

/** A repository's effective configuration, from all files, conditions and variables. */
export async function readConfiguration(repository: Repository): Promise<Configuration> {
  const listed = await demand(['config', '--list', '--includes', '-z'], repository);
  return listed
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n');
      // Without a value, it is switched on.
      return end < 0 ? ([entry, 'true'] as const) : ([entry.slice(0, end), entry.slice(end + 1)] as const);
    });
}

const FOR_FILES =
  /^(?:filter\..*|core\.(?:filemode|symlinks|ignorecase|precomposeunicode|autocrlf|eol|safecrlf|longpaths|sparsecheckout|sparsecheckoutcone)|index\.sparse)$/;
const FOR_REMOTE = /^remote\..+\.(?:url|fetch|promisor|partialclonefilter)$/s;

/** Whether it says how git writes files: also the filters of Git LFS and git-crypt. */
export const isForFiles = ([key]: Configuration[number]): boolean => FOR_FILES.test(key);

/** Whether it says where a remote is. */
export const isForRemote = ([key]: Configuration[number]): boolean => FOR_REMOTE.test(key);

/** Keys that belong to one repository or one command, or that grow with the number of branches. */
const OWN =
  /^(?:core\.(?:bare|worktree|repositoryformatversion)|extensions|includeif|include|branch|submodule|alias)(?:\.|$)/;
/** Git collects these from everywhere, and servers refuse two authorizations. An empty value forgets those before. */
const COLLECTED = /^(?:http\.(?:.+\.)?extraheader|credential\.(?:.+\.)?helper)$/s;

/** Whether it lets a process reach a server. */
export const isCredential = ([key]: Configuration[number]): boolean => COLLECTED.test(key);

/** Whether git fetches files of the repository only when it writes them. */
export const isPartial = (config: Configuration): boolean =>
  config.some(([key, value]) => /^remote\..+\.promisor$/s.test(key) && value !== 'false');

/** The configuration for a process in another repository that must reach the same servers, with the same credentials. */
export function lent(config: Configuration): Configuration {
  const entries = config.filter(([key]) => !OWN.test(key));
  const collected = new Set(entries.map(([key]) => key).filter((key) => COLLECTED.test(key)));
  return [...[...collected].map((key) => [key, ''] as const), ...entries];
}

/** An address without its user name and password. `git@` of an ssh address is no secret, and stays. */
export const withoutCredentials = (address: string): string => address.replace(/^(https?:\/\/)[^/?#]*@/i, '$1');

/** As a file of git's. */
export const configText = (config: Configuration): string =>
  config
    .map(([key, value]) => {
      const [first, last] = [key.indexOf('.'), key.lastIndexOf('.')];
      const inner = first === last ? '' : ` "${key.slice(first + 1, last).replaceAll(/["\\]/g, '\\$&')}"`;
      return `[${key.slice(0, first)}${inner}]\n\t${key.slice(last + 1)} = "${quoted(value)}"\n`;
    })
    .join('');

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\b': '\\b' };
const quoted = (value: string): string => value.replaceAll(/["\\\n\t\b]/g, (one) => ESCAPES[one] ?? `\\${one}`);
