import { scriptsOf } from '../../../inspect/node/cpu.ts';
import { callTree } from '../../../inspect/profile/call-tree.ts';
import { stacksOf } from '../../../inspect/profile/cpu-profile.ts';
import { dearerFunctions, type ProfiledRound } from '../../../inspect/profile/dearer.ts';
import { cpuProfileFile } from '../../../inspect/profile/file.ts';
import { placesIn } from '../../../inspect/profile/places.ts';
import type { Side, Subject } from '../../../model/subject.ts';
import type { Attachment } from '../../../model/visit.ts';
import type { DiagnoseRequest, Diagnosis } from '../../explanation.ts';
import type { Outcomes } from '../outcomes.ts';
import type { ApiSettings } from '../settings.ts';
import { profileName } from './findings.ts';
import { profileRounds, type SideProfiles } from './profile-rounds.ts';

/** Profiles both sides of an endpoint that got slower, and looks for the functions that take longer on head. */
export async function diagnose(
  subject: Subject<ApiSettings>,
  request: DiagnoseRequest<Outcomes, ApiSettings>,
): Promise<Diagnosis<Outcomes>> {
  const { evidence, base, head, mayInspect } = request;
  const nothing: Diagnosis<Outcomes> = { evidence, files: [], notes: [] };
  if (!mayInspect || base === null || evidence.base === null || evidence.head === null) return nothing;
  const found = await profileRounds(subject, request, async ({ requests, ...sides }) => {
    const [ofBase, ofHead] = [
      await read(subject, { side: 'base', directory: base.directory, requests, profiles: sides.base }),
      await read(subject, { side: 'head', directory: head.directory, requests, profiles: sides.head }),
    ];
    const rounds = ofBase.rounds.flatMap((one, index) => {
      const other = ofHead.rounds[index];
      return other === undefined ? [] : [{ base: one, head: other }];
    });
    return { dearer: dearerFunctions(rounds), calls: callTree(rounds), files: [ofBase.file, ofHead.file] };
  });
  if (found === null) return nothing;
  const { dearer, calls, files } = found;
  const none = `Of ${subject.name}, no function takes longer on head in each of five profiles.`;
  return {
    evidence: { ...evidence, head: { ...evidence.head, dearer, calls } },
    files,
    notes: dearer.length === 0 ? [none] : [],
  };
}

interface Profiled {
  readonly side: Side;
  readonly directory: string;
  readonly requests: number;
  readonly profiles: SideProfiles;
}

/** A side's rounds by where its code is written, and the last of them as a file. */
async function read(
  { name }: Subject<ApiSettings>,
  { side, directory, requests, profiles: { node, rounds } }: Profiled,
): Promise<{ readonly rounds: readonly ProfiledRound[]; readonly file: Attachment }> {
  const frames = rounds.flatMap(({ profile }) => profile.nodes.map(({ callFrame }) => callFrame));
  const placeOf = placesIn(directory, await scriptsOf(node, frames));
  const last = rounds.at(-1)?.profile;
  return {
    rounds: rounds.map(({ profile, cpuMs }) => ({
      requests,
      stacks: stacksOf(profile, cpuMs).map(({ frames, ms }) => ({ ms, frames: frames.map(placeOf) })),
    })),
    file: {
      name: profileName(name, side),
      title: `CPU profile of ${requests} requests of ${name}, ${side}`,
      content: last === undefined ? '' : cpuProfileFile(last, placeOf),
    },
  };
}
