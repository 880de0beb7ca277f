import { cut } from '../../text/cut.ts';
import type { Place } from './places.ts';
import type { ProfiledRound } from './slower-functions.ts';

/** A function as called by another one, with the functions that it calls. */
export interface Called {
  /** Index of its caller in the list, before its own; null if no JavaScript calls it. */
  readonly parent: number | null;
  readonly name: string;
  /** `src/list.ts:12`, or `node_modules/qs`; empty where there is no file. */
  readonly place: string;
  /** Milliseconds of CPU time in a request; 0: this side was not seen in it. */
  readonly base: number;
  readonly head: number;
}

const MOST = 200;
/** Smallest share of the dearer side's total time: less is a few samples. */
const LEAST_SHARE = 0.004;
const LONGEST_NAME = 40;
const LONGEST_PLACE = 70;

interface Node {
  readonly place: Place;
  readonly depth: number;
  readonly parent: Node | null;
  readonly children: Map<string, Node>;
  base: number;
  head: number;
}

/**
 * The calls of both sides as one tree, callers first, reduced to its largest parts. A function is known by its file and
 * its name. Consecutive calls within one package, or within Node.js, count as one.
 */
export function callTree(
  rounds: readonly { readonly base: ProfiledRound; readonly head: ProfiledRound }[],
): readonly Called[] {
  const root = node(null, { owner: 'native', file: '', line: null, name: '' });
  for (const round of rounds) {
    for (const side of ['base', 'head'] as const) {
      const { requests, stacks } = round[side];
      for (const { frames, ms } of stacks) {
        const each = ms / requests / rounds.length;
        root[side] += each;
        let at = root;
        for (const place of outermostFirst(frames)) {
          at = childOf(at, place);
          at[side] += each;
        }
      }
    }
  }
  const weight = ({ base, head }: Node) => Math.max(base, head);
  const least = LEAST_SHARE * weight(root);
  const kept = [...below(root)]
    .filter((one) => weight(one) >= least)
    .sort((a, b) => weight(b) - weight(a) || a.depth - b.depth)
    .slice(0, MOST);
  const indexes = new Map(kept.map((one, index) => [one, index]));
  return kept.map((one) => ({
    parent: one.parent === null ? null : (indexes.get(one.parent) ?? null),
    name: cut(one.place.name === '' ? '(anonymous)' : one.place.name, LONGEST_NAME),
    place: cut(placeOf(one.place), LONGEST_PLACE),
    base: rounded(one.base),
    head: rounded(one.head),
  }));
}

const node = (parent: Node | null, place: Place): Node => ({
  place,
  depth: parent === null ? 0 : parent.depth + 1,
  parent,
  children: new Map(),
  base: 0,
  head: 0,
});

function childOf(parent: Node, place: Place): Node {
  const key = `${ownerOf(place)}\n${place.name}`;
  const found = parent.children.get(key) ?? node(parent, place);
  parent.children.set(key, found);
  return found;
}

function* below(parent: Node): Generator<Node> {
  for (const child of parent.children.values()) {
    yield child;
    yield* below(child);
  }
}

/** Leaves out the profile's root, and keeps the first of consecutive calls within one package. */
function outermostFirst(frames: readonly Place[]): Place[] {
  const called = frames.toReversed().filter(({ owner, name }) => owner !== 'native' || name !== '(root)');
  return called.filter((place, index) => {
    const caller = called[index - 1];
    const isOther = place.owner === 'package' || place.owner === 'runtime';
    return !isOther || caller === undefined || ownerOf(caller) !== ownerOf(place);
  });
}

/** Its file, or the package that it is of. */
function ownerOf({ owner, file }: Place): string {
  if (owner === 'runtime') return 'node:';
  return owner === 'package' ? (/^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file) : file;
}

function placeOf(place: Place): string {
  const { owner, file, line } = place;
  if (owner === 'package') return ownerOf(place);
  return file === '' || line === null ? file : `${file}:${line}`;
}

const rounded = (ms: number): number => Number(ms.toPrecision(3));
