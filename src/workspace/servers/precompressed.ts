import { createReadStream, existsSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';

/** Files that a build left only in compressed form: `index.html.br` without `index.html`. */
const FORMS = [
  { ending: '.br', encoding: 'br', unpack: createBrotliDecompress },
  { ending: '.gz', encoding: 'gzip', unpack: createGunzip },
] as const;

/** The paths by which files are asked for. */
export const unpackedPaths = (files: readonly string[]): string[] => [
  ...new Set(files.flatMap((file) => [file, file.replace(/\.(?:br|gz)$/, '')])),
];

/** Whether a path is there, in any form. */
export const isThere = (path: string): boolean =>
  ['', ...FORMS.map(({ ending }) => ending)].some((ending) => existsSync(path + ending));

/** The content of a file in whichever form it exists. The stream fails as the file does. */
export function contentOf(path: string): Readable {
  const form = existsSync(path) ? undefined : FORMS.find(({ ending }) => existsSync(path + ending));
  if (form === undefined) return createReadStream(path);
  const unpacked = form.unpack();
  createReadStream(path + form.ending)
    .on('error', (error) => unpacked.destroy(error))
    .pipe(unpacked);
  return unpacked;
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Unpacks files for clients that do not accept their compression, as servers do. */
export function unpacking(files: Handler): Handler {
  return (request, response, next) => {
    const { range: _, 'if-none-match': __, ...headers } = request.headers;
    const tryNext = ([form, ...others]: readonly (typeof FORMS)[number][]): void => {
      if (form === undefined) {
        next();
        return;
      }
      const sink = Object.assign(form.unpack(), {
        getHeader: response.getHeader.bind(response),
        setHeader: response.setHeader.bind(response),
        writeHead(status: number, given: OutgoingHttpHeaders) {
          const { 'Content-Encoding': _, 'Content-Length': __, ...kept } = given;
          response.writeHead(status, kept);
          sink.on('error', () => response.destroy()).pipe(response);
        },
      });
      // A file that can't be read breaks its answer off.
      sink.on('pipe', (file) => file.on('error', () => response.destroy()));
      const asked = Object.assign(Object.create(request), {
        headers: { ...headers, 'accept-encoding': form.encoding },
      });
      files(asked, sink as unknown as ServerResponse, () => tryNext(others));
    };
    tryNext(FORMS);
  };
}
