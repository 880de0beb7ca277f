import { oneOf, type PublicTexts, packageName, packageOrPath, path, version } from '../public-texts.ts';

export const publicTexts: PublicTexts = {
  evidence: {
    name: packageOrPath,
    was: packageOrPath,
    version,
    from: version,
    versions: version,
    compression: oneOf('gzip', 'brotli', 'none'),
    brings: packageName,
    replacement: packageName,
    importers: path,
    largest: packageOrPath,
    shrank: packageOrPath,
  },
  locations: { 'bundle.package-duplicated': packageOrPath },
};
