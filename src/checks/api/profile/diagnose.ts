import { scriptsOf } from '../../../inspect/node/cpu.ts';
import { callTree } from '../../../inspect/profile/call-tree.ts';
import { stacksOf } from '../../../inspect/profile/cpu-profile.ts';
import { cpuProfileFile } from '../../../inspect/profile/file.ts';
import {
  framesIn,
  heapProfileFile,
  keepingFunctions,
  type ProfiledHeap,
} from '../../../inspect/profile/heap-profile.ts';
import { placesIn } from '../../../inspect/profile/places.ts';
import { dearerFunctions, type ProfiledRound } from '../../../inspect/profile/slower-functions.ts';
import type { Side, Subject } from '../../../model/subject.ts';
import type { Attachment } from '../../../model/visit.ts';
import type { DiagnoseRequest, Diagnosis } from '../../explanation.ts';
import type { Outcomes } from '../outcomes.ts';
import type { ApiSettings } from '../settings.ts';
import { heapProfileName, KEEPING, profileName, SLOWER } from './findings.ts';
import { HEAP_ROUNDS, profileRounds, type SideProfiles } from './profile-rounds.ts';

/** Profiles both sides of an endpoint that got worse, and looks for the functions that take longer, or keep more, on head. */
export async function diagnose(
  subject: Subject<ApiSettings>,
  request: DiagnoseRequest<Outcomes, ApiSettings>,
): Promise<Diagnosis<Outcomes>> {
  const { evidence, base, head, mayInspect, worsened } = request;
  const nothing: Diagnosis<Outcomes> = { evidence, files: [], notes: [] };
  if (!mayInspect || base === null || evidence.base === null || evidence.head === null) return nothing;
  const profiled = { cpu: worsened.some((one) => SLOWER.includes(one)), heap: worsened.includes(KEEPING) };
  const found = await profileRounds(subject, request, profiled, async ({ requests, ...sides }) => {
    const [ofBase, ofHead] = [
      await read(subject, { side: 'base', directory: base.directory, requests, profiles: sides.base }),
      await read(subject, { side: 'head', directory: head.directory, requests, profiles: sides.head }),
    ];
    const rounds = ofBase.rounds.flatMap((one, index) => {
      const other = ofHead.rounds[index];
      return other === undefined ? [] : [{ base: one, head: other }];
    });
    return {
      dearer: dearerFunctions(rounds),
      calls: callTree(rounds),
      keeping: ofBase.heap && ofHead.heap ? keepingFunctions(ofBase.heap, ofHead.heap) : [],
      files: [...ofBase.files, ...ofHead.files],
    };
  });
  if (found === null) return nothing;
  const { dearer, calls, keeping, files } = found;
  const none = `Of ${subject.name}, no function takes longer on head in each of five profiles.`;
  return {
    evidence: { ...evidence, head: { ...evidence.head, dearer, keeping, ...(profiled.cpu && { calls }) } },
    files,
    notes: profiled.cpu && dearer.length === 0 ? [none] : [],
  };
}

interface Read {
  readonly rounds: readonly ProfiledRound[];
  readonly heap: ProfiledHeap | null;
  readonly files: readonly Attachment[];
}

interface OfSide {
  readonly side: Side;
  readonly directory: string;
  readonly requests: number;
  readonly profiles: SideProfiles;
}

/** A side's profiles by place in its source code, with its last round as a file. */
async function read(
  { name }: Subject<ApiSettings>,
  { side, directory, requests, profiles: { node, rounds, heap } }: OfSide,
): Promise<Read> {
  const frames = rounds.flatMap(({ profile }) => profile.nodes.map(({ callFrame }) => callFrame));
  const placeOf = placesIn(
    directory,
    await scriptsOf(node, [...frames, ...(heap === null ? [] : framesIn(heap.head))]),
  );
  const last = rounds.at(-1)?.profile;
  const ofHeap = heap && { profile: heap, requests: HEAP_ROUNDS * requests, placeOf };
  const cpuFile = last && {
    name: profileName(name, side),
    title: `CPU profile of ${requests} requests of ${name}, ${side}`,
    content: cpuProfileFile(last, placeOf),
  };
  const heapFile = ofHeap && {
    name: heapProfileName(name, side),
    title: `Heap profile of what ${ofHeap.requests} requests of ${name} leave behind, ${side}`,
    content: heapProfileFile(ofHeap.profile, placeOf),
  };
  return {
    rounds: rounds.map(({ profile, cpuMs }) => ({
      requests,
      stacks: stacksOf(profile, cpuMs).map(({ frames, ms }) => ({ ms, frames: frames.map(placeOf) })),
    })),
    heap: ofHeap,
    files: [cpuFile, heapFile].filter((file) => file !== null && file !== undefined),
  };
}
