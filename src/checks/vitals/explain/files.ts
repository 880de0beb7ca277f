import { logicalName } from '../../../text/hashed-name.ts';
import type { PageRequest, VitalsEvidence } from '../evidence.ts';

/** Pairs the files of base and head by their addresses without content hashes. */

interface Address {
  /** Empty for the page's own origin. Without the port, which differs for every server that a run starts. */
  readonly host: string;
  /** Without the content hash. */
  readonly path: string;
  readonly query: string;
}

/** Null if it is no file, such as Lighthouse's word for a task that it can't attribute. */
function parse(address: string): Address | null {
  if (address.startsWith('/') && !address.startsWith('//')) {
    const [whole = '', query = ''] = address.replace(/#.*$/s, '').split(/\?(.*)/s);
    return { host: '', path: logicalName(whole), query };
  }
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return null;
  const { hostname, pathname, search } = new URL(address);
  return { host: hostname, path: logicalName(pathname), query: search.slice(1) };
}

/** Identifies a file on both sides: `/assets/app-*.js`, `cdn.example.com/tag.js`; null if it is no file. */
export function fileKey(address: string): string | null {
  const parsed = parse(address);
  return parsed && parsed.host + parsed.path;
}

/** Its name for readers: `app-*.js`, `cdn.example.com/tag.js`, or a page's path; null if it is no file. */
export function fileName(address: string): string | null {
  const parsed = parse(address);
  if (parsed === null) return null;
  const last = parsed.path.slice(parsed.path.lastIndexOf('/') + 1);
  if (parsed.host === '') return last || parsed.path;
  return last === '' ? parsed.host : `${parsed.host}/${last}`;
}

/** All requests of one file on one side. */
export interface Loaded {
  readonly url: string;
  readonly type: string;
  readonly bytes: number;
  readonly requests: number;
  /** Its third party; null for the page's own. */
  readonly party: string | null;
}

export interface LoadedPair {
  readonly base: Loaded | null;
  readonly head: Loaded;
  /** Whether head has another file in place of base's: each is the only one of its type that the other side lacks. */
  readonly replaced: boolean;
}

/** Identifies files by path and query: `/image?file=hero.jpg` and `/image?file=logo.png` are two files. */
function loaded(requests: readonly PageRequest[]): Map<string, Loaded> {
  const files = new Map<string, Loaded>();
  for (const request of requests) {
    const parsed = parse(request.url);
    if (parsed === null) continue;
    const key = `${parsed.host}${parsed.path}?${parsed.query}`;
    const { url, type, thirdParty } = request;
    const before = files.get(key) ?? { url, type, bytes: 0, requests: 0, party: thirdParty };
    files.set(key, { ...before, bytes: before.bytes + request.bytes, requests: before.requests + 1 });
  }
  return files;
}

const sortOf = ({ type, party }: Loaded): string => `${type} ${party}`;
const withoutQuery = (key: string): string => key.slice(0, key.indexOf('?'));

/** Each file that head loads, with base's: the same address, one with another query (`?v=2`), or the one it replaces. */
function pairFiles(base: Pick<VitalsEvidence, 'requests'>, head: Pick<VitalsEvidence, 'requests'>): LoadedPair[] {
  const [before, now] = [loaded(base.requests), loaded(head.requests)];
  const gone = new Map([...before].filter(([key]) => !now.has(key)));
  const left = Map.groupBy(gone.keys(), withoutQuery);
  const pairs = [...now].map(([key, file]): LoadedPair => {
    const same = before.get(key);
    if (same !== undefined) return { base: same, head: file, replaced: false };
    const renamed = left.get(withoutQuery(key))?.shift() ?? '';
    const was = gone.get(renamed) ?? null;
    gone.delete(renamed);
    return { base: was, head: file, replaced: false };
  });
  const added = Map.groupBy(
    pairs.filter((pair) => pair.base === null),
    ({ head }) => sortOf(head),
  );
  const removed = Map.groupBy(gone.values(), sortOf);
  return pairs.map((pair) => {
    const [only, ...others] = removed.get(sortOf(pair.head)) ?? [];
    const isOnly = added.get(sortOf(pair.head))?.length === 1 && others.length === 0;
    return pair.base === null && isOnly && only !== undefined ? { ...pair, base: only, replaced: true } : pair;
  });
}

/** The metrics that the bytes of a file of this type and party count towards. */
export const sizeMetrics = (type: string, party: string | null): string[] => [
  `${type}-bytes`,
  'bytes',
  ...(party === null ? [] : ['third-party-bytes']),
];

/** The metrics that a request for a file of this type and party counts towards. */
export const countMetrics = (type: string, party: string | null): string[] => [
  `${type}-requests`,
  'requests',
  ...(party === null ? [] : ['third-party-requests']),
];

/** The files of both sides, as the causes need them. */
export interface Files {
  readonly pairs: readonly LoadedPair[];
  /** Third parties from which base loads nothing. */
  readonly newParties: ReadonlySet<string>;
  /** Groups all causes of a file, or of the new third party that it comes from; null if `url` is no file. */
  groupKey(url: string): string | null;
  find(url: string): LoadedPair | undefined;
}

/** The host of a party that is known only by its origin, else its name. */
export const partyName = (party: string): string => (URL.canParse(party) && new URL(party).hostname) || party;

const partiesOf = ({ requests }: VitalsEvidence): Set<string> =>
  new Set(requests.flatMap(({ thirdParty }) => thirdParty ?? []));

/** A server that a run starts has another port each time: pair it with the one of its host that is gone. */
function partiesNew(base: VitalsEvidence, head: VitalsEvidence): Set<string> {
  const [before, now] = [partiesOf(base), partiesOf(head)];
  const gone = [...before].filter((party) => !now.has(party));
  const left = Map.groupBy(gone, partyName);
  const known = new Set(base.requests.map(({ url }) => fileKey(url)));
  const isKnown = (party: string) =>
    head.requests.some(({ thirdParty, url }) => thirdParty === party && known.has(fileKey(url)));
  const added = [...now].filter((party) => !before.has(party));
  // If two share a host, pair the one whose files base has too.
  const likely = [...added.filter(isKnown), ...added.filter((party) => !isKnown(party))];
  return new Set(likely.filter((party) => left.get(partyName(party))?.shift() === undefined));
}

export function filesOf(base: VitalsEvidence, head: VitalsEvidence): Files {
  const pairs = pairFiles(base, head);
  const newParties = partiesNew(base, head);
  const byUrl = new Map(pairs.map((pair) => [pair.head.url, pair]));
  const byKey = new Map(pairs.map((pair) => [fileKey(pair.head.url), pair]));
  const find = (url: string) => byUrl.get(url) ?? byKey.get(fileKey(url));
  return {
    pairs,
    newParties,
    find,
    groupKey(url) {
      const file = find(url)?.head;
      if (file?.party != null && newParties.has(file.party)) return `party ${file.party}`;
      const key = file?.url ?? fileKey(url);
      return key && `file ${key}`;
    },
  };
}
