import { isPackageName } from '../../text/showable-names.ts';
import { oneOf, type PublicTexts, packageName, packageOrPath, path, version, where } from '../public-texts.ts';
import { ALTERNATIVES } from './explain/alternatives.ts';
import { mapsLine } from './maps-line.ts';

/** `dayjs`, `Intl.DateTimeFormat` */
const packageOrInterface = where((text) => isPackageName(text) || ALTERNATIVES.includes(`\n${text}: `));

export const publicTexts: PublicTexts = {
  evidence: {
    name: packageOrPath,
    was: packageOrPath,
    version,
    from: version,
    versions: version,
    compression: oneOf('gzip', 'brotli', 'none'),
    brings: packageName,
    replacement: packageOrInterface,
    alternative: packageOrInterface,
    importers: path,
    largest: packageOrPath,
    modules: path,
    sideEffects: oneOf('gone', 'none', 'unknown'),
    later: packageOrPath,
    shrank: packageOrPath,
    tool: where((text) => mapsLine(text) !== null),
  },
  locations: { 'bundle.package-duplicated': packageOrPath },
};
