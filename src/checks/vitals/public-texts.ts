import { oneOf, type PublicTexts, packageOrPath, path } from '../public-texts.ts';

const reason = oneOf('unsized-image', 'font', 'frame');

export const publicTexts: PublicTexts = {
  evidence: {
    from: path,
    was: path,
    by: path,
    script: path,
    names: path,
    others: path,
    type: oneOf('script', 'stylesheet', 'font', 'image', 'document', 'fetch', 'xhr', 'media', 'other'),
    because: (text) => reason(text) ?? packageOrPath(text),
    undiscovered: oneOf('eagerlyLoaded', 'requestDiscoverable', 'priorityHinted'),
    phase: oneOf('timeToFirstByte', 'resourceLoadDelay', 'resourceLoadDuration', 'elementRenderDelay'),
    name: oneOf('inputDelayMs', 'processingMs', 'presentationMs'),
  },
};
