import type { Report } from '../../../src/model/report.ts';
import { aChange, aFinding, aResult, aSize, failing, slowHome } from './a-report.ts';

/** Response times that are slower in their tail, as `p95` carries them. */
const times = (factor: number) => ({
  requests: 12_000,
  percentiles: [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999].map((share) => {
    const ms = (300 + 90 * -Math.log10(1 - share)) * factor ** -Math.log10(1 - share);
    return { share, ms, low: share > 0.99 ? null : ms * 0.97, high: share > 0.99 ? null : ms * 1.04 };
  }),
});

const timed = (url: string, startMs: number, endMs: number, blocking = false) => ({ url, startMs, endMs, blocking });

/** Eight by sixteen pixels of one colour. */
const PICTURE =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////////////////////////////////////////////2wBDAaq0tPDS8P//////////////////////////////////////////////////////////////////////////////wAARCAAQAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAf/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIAIf//Z';

const film = (lcpMs: number) => ({
  ratio: 2,
  lcpMs,
  endMs: 400 * (lcpMs / 300),
  frames: [50, 100, 150, 200, 250, 300, 350, 400].map((ms) => ({ ms: (ms * lcpMs) / 300, jpeg: PICTURE })),
});

/** A report with something in every section of the page. */
export function reportWithEverything(): Report {
  const report = failing();
  const sampled = report.results.filter(({ kind, head }) => kind === 'sampled' && head !== null);
  return {
    ...report,
    results: [
      ...report.results.map((one) =>
        one.id === 'api/list resumes/p95' ? { ...one, details: { base: times(1), head: times(1.2) } } : one,
      ),
      slowHome({
        metric: 'requests',
        label: 'requests',
        unit: 'count',
        kind: 'exact',
        base: 4,
        head: 4,
        change: null,
        budget: null,
        verdict: 'pass',
        details: {
          base: {
            waterfall: [
              timed('/', 0, 40),
              timed('/assets/app-4f1c2ab3.js', 45, 160, true),
              timed('/assets/app-4f1c2ab3.css', 45, 90, true),
              timed('/old.png', 170, 200),
            ],
          },
          head: {
            waterfall: [
              timed('/', 0, 42),
              timed('/assets/app-9ac03d1e.js', 45, 420, true),
              timed('/assets/app-9ac03d1e.css', 45, 95, true),
              timed('/img/hero.avif', 430, 700),
            ],
          },
        },
      }),
      slowHome({
        details: {
          base: {
            film: film(200),
            phases: { timeToFirstByte: 20, resourceLoadDelay: 30, resourceLoadDuration: 60, elementRenderDelay: 90 },
          },
          head: {
            film: film(690),
            phases: { timeToFirstByte: 22, resourceLoadDelay: 600, resourceLoadDuration: 20, elementRenderDelay: 50 },
          },
        },
      }),
      aSize(185_000, 436_000, {
        metric: 'total',
        label: 'total',
        details: {
          contents: {
            parts: [
              { kind: 'package', name: 'lodash', base: null, head: 71_000 },
              { kind: 'package', name: 'react-dom', base: 130_000, head: 130_000 },
              { kind: 'package', name: 'left-pad', base: 9_000, head: null },
              { kind: 'own', name: 'src', base: 40_000, head: 48_000 },
            ],
            modules: [{ name: 'src/app.js', base: 30_000, head: 38_000 }],
          },
        },
      }),
      aResult({
        metric: 'cpu',
        label: 'CPU time',
        gates: false,
        base: 5,
        head: 9,
        budget: null,
        details: {
          calls: [
            { parent: null, name: 'handle', place: 'src/server.ts:10', base: 5, head: 9 },
            { parent: 0, name: 'list', place: 'src/list.ts:4', base: 3, head: 7.5 },
            { parent: 0, name: 'send', place: 'node_modules/express', base: 1.5, head: 1 },
            { parent: 1, name: 'sumBy', place: 'src/list.ts:40', base: 0, head: 4.2 },
          ],
        },
      }),
      aResult({
        metric: 'queries',
        label: 'queries',
        unit: 'count',
        kind: 'exact',
        base: 2,
        head: 41,
        change: aChange({ absolute: 39, relative: 19.5, low: null, high: null, detectable: null }),
        budget: null,
        details: {
          shapes: [
            {
              shape: 'select * from sections where resume_id = ?',
              base: null,
              head: { times: 40, rows: 120, ms: 0.4 },
            },
            {
              shape: 'select * from resumes',
              base: { times: 1, rows: 20, ms: 0.8 },
              head: { times: 1, rows: 20, ms: 0.7 },
            },
          ],
        },
      }),
    ],
    findings: [aFinding(), ...report.findings],
    files: [{ name: 'app-treemap.html', title: 'What app is made of' }],
    samples: sampled.flatMap(({ check, subject, variant, part = null, metric, base, head }) =>
      (['base', 'head'] as const).flatMap((side) =>
        Array.from({ length: 12 }, (_, round) => ({
          ...{ check, subject, variant, part, metric, side, round },
          launch: Math.floor(round / 2),
          order: 0 as const,
          attempt: 0,
          value: ((side === 'base' ? base : head) ?? 0) * (1 + 0.01 * ((round * 7) % 5)),
        })),
      ),
    ),
  };
}
