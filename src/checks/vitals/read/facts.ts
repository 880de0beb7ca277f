import type { PageRequest } from '../evidence.ts';
import { RESOURCE_TYPES, type ResourceType } from '../metrics.ts';
import type { LoggedRequest } from '../visit/page-log.ts';

const sum = (requests: readonly { readonly bytes: number }[]): number =>
  requests.reduce((total, { bytes }) => total + bytes, 0);

/** Lighthouse's resource type for Chromium's. */
export const resourceType = (type: LoggedRequest['type']): ResourceType =>
  RESOURCE_TYPES.find((one) => one === type?.toLowerCase()) ?? 'other';

/** Counts and sums over all requests of a page, by metric id. */
export function requestFacts(requests: readonly PageRequest[]): Record<string, number> {
  const foreign = requests.filter(({ thirdParty }) => thirdParty !== null);
  return {
    requests: requests.length,
    bytes: sum(requests),
    'third-party-requests': foreign.length,
    'third-party-bytes': sum(foreign),
    'third-parties': new Set(foreign.map(({ thirdParty }) => thirdParty)).size,
    ...Object.fromEntries(
      RESOURCE_TYPES.flatMap((type) => {
        const ofType = requests.filter((request) => request.type === type);
        return [
          [`${type}-bytes`, sum(ofType)],
          [`${type}-requests`, ofType.length],
        ];
      }),
    ),
  };
}
