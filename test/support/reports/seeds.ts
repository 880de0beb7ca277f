import type { Report } from '../../../src/model/report.ts';
import { accepted, everyRelaxation, failing } from './a-report.ts';
import { aRun } from './a-run.ts';

/** Small, but with everything in it: what a fuzzer spends its time on should be the mutation. */
export const CONFIG = `
servers: { site: { static: dist }, api: { start: node server.js } }
bundle: { app: { path: dist, budgets: { javascript: 250 kB, "app-*.js": 90 kB }, ratchet: true }, lost: { path: lost } }
vitals: { home: { server: site, path: /, interactions: [{ click: "text=Buy, now" }, { press: Enter }] } }
api: { list: { server: api, request: GET /, budgets: { p95: 120 ms } }, dead: { server: api, request: GET / } }
measure: { rounds: { vitals: 6, api: 6 } }
`;

export const SMALL = aRun({
  config: CONFIG,
  worsened: { 'bundle/app': 1.3, 'vitals/home/mobile': 1.4, 'api/list': 1.5 },
});

/** Reports of every verdict, of which the fuzzer takes one in turn. */
export const REPORTS: readonly Report[] = [
  SMALL.report,
  aRun({ config: CONFIG, noBase: 'base does not build' }).report,
  { ...failing({ loosened: everyRelaxation() }), samples: SMALL.report.samples },
  accepted({ loosened: everyRelaxation() }),
];
