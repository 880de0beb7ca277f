import { logicalName } from '../../../text/hashed-name.ts';
import type { PageRequest, VitalsEvidence } from '../evidence.ts';

/** Which file of base became which one of head: by their addresses without hashes of the content. */

interface Address {
  /** Empty: the page's own. Without the port: of a server that is started for a run it is another one each time. */
  readonly host: string;
  /** In its logical form. */
  readonly path: string;
  readonly query: string;
}

/** Null: no file, such as what Lighthouse says of a task that it can't attribute. */
function parse(address: string): Address | null {
  if (address.startsWith('/') && !address.startsWith('//')) {
    const [whole = '', query = ''] = address.replace(/#.*$/s, '').split(/\?(.*)/s);
    return { host: '', path: logicalName(whole), query };
  }
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return null;
  const { hostname, pathname, search } = new URL(address);
  return { host: hostname, path: logicalName(pathname), query: search.slice(1) };
}

/** By which a file is known on both sides: `/assets/app-*.js`, `cdn.example.com/tag.js`. Null: it is no file. */
export function fileKey(address: string): string | null {
  const parsed = parse(address);
  return parsed && parsed.host + parsed.path;
}

/** What a reader knows it by: `app-*.js`, `cdn.example.com/tag.js`; of a page its path. Null: it is no file. */
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
  /** Whose it is; null: the page's own. */
  readonly party: string | null;
}

export interface LoadedPair {
  readonly base: Loaded | null;
  readonly head: Loaded;
  /** Another file, which took the place of base's: each is the only one of its type that the other side has not. */
  readonly replaced: boolean;
}

/** By path and query: `/image?file=hero.jpg` and `/image?file=logo.png` are two files. */
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

/** Each file that head loads, with what it was: the same address, one with another query (`?v=2`), or what it replaces. */
export function pairFiles(
  base: Pick<VitalsEvidence, 'requests'>,
  head: Pick<VitalsEvidence, 'requests'>,
): LoadedPair[] {
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

/** What both sides load, as the causes need it. */
export interface Files {
  readonly pairs: readonly LoadedPair[];
  /** Third parties that base has nothing of. */
  readonly newParties: ReadonlySet<string>;
  /** What a file's causes are told together by: itself, or the new third party that it comes from. */
  about(url: string): string | null;
  find(url: string): LoadedPair | undefined;
}

/** The host of a party that is only known by its origin, else its name. */
export const partyName = (party: string): string => (URL.canParse(party) && new URL(party).hostname) || party;

const partiesOf = ({ requests }: VitalsEvidence): Set<string> =>
  new Set(requests.flatMap(({ thirdParty }) => thirdParty ?? []));

/** A server that is started for a run has another port each time: it is the one of its host that is gone. */
function partiesNew(base: VitalsEvidence, head: VitalsEvidence): Set<string> {
  const [before, now] = [partiesOf(base), partiesOf(head)];
  const gone = [...before].filter((party) => !now.has(party));
  const left = Map.groupBy(gone, partyName);
  const known = new Set(base.requests.map(({ url }) => fileKey(url)));
  const isKnown = (party: string) =>
    head.requests.some(({ thirdParty, url }) => thirdParty === party && known.has(fileKey(url)));
  const added = [...now].filter((party) => !before.has(party));
  // Of two on one host the one whose files are known is the one that was there.
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
    about(url) {
      const file = find(url)?.head;
      if (file?.party != null && newParties.has(file.party)) return `party ${file.party}`;
      const key = file?.url ?? fileKey(url);
      return key && `file ${key}`;
    },
  };
}
