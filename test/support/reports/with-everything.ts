import type { Report } from '../../../src/model/report.ts';
import { aChange, aFinding, aResult, aSize, failing, slowHome } from './a-report.ts';

/** A report with something in every section of the page. */
export function reportWithEverything(): Report {
  const report = failing();
  const sampled = report.results.filter(({ kind, head }) => kind === 'sampled' && head !== null);
  return {
    ...report,
    results: [
      ...report.results,
      slowHome({
        details: {
          base: {
            phases: { timeToFirstByte: 20, resourceLoadDelay: 30, resourceLoadDuration: 60, elementRenderDelay: 90 },
          },
          head: {
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
