import { cut } from '../../../text/cut.ts';
import type { Evidence } from '../../explanation.ts';
import type { InteractionEvidence, PageRequest, VitalsEvidence } from '../evidence.ts';

/**
 * The `details` of a page's result: the data behind the figure in the representative visit of each side; null if there is
 * none. At most a few kilobytes: lists have at most `MOST_ROWS`, the largest first.
 */
interface VitalsDetails {
  readonly base: Behind | null;
  readonly head: Behind | null;
}

type Behind = Readonly<Record<string, unknown>>;
type Of = (evidence: VitalsEvidence) => Behind;

const MOST_ROWS = 20;
/** A page's own texts may have any length. */
const MOST_CHARACTERS = 200;

const short = (text: string): string => cut(text, MOST_CHARACTERS);

const rounded = (value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(4)) : value;

/** Bounded copies of rows of plain values. */
function most<Row extends object>(rows: readonly Row[], by?: (row: Row) => number): Behind[] {
  const sorted = by === undefined ? rows : rows.toSorted((a, b) => by(b) - by(a));
  return sorted
    .slice(0, MOST_ROWS)
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? short(value) : value]),
      ),
    );
}

const requests = (rows: readonly PageRequest[]): Behind => ({
  files: most(rows, ({ bytes }) => bytes),
  moreFiles: Math.max(0, rows.length - MOST_ROWS),
});

const waterfall: Of = ({ requests: all, waterfall = [] }) => ({
  ...requests(all),
  waterfall: waterfall.map(({ url, startMs, endMs, blocking }) => {
    return { url: short(url), startMs: Math.round(startMs), endMs: Math.round(endMs), ...(blocking && { blocking }) };
  }),
});

const tasks: Of = ({ longTasks, scripts, mainThreadMs }) => ({
  longTasks: most(longTasks, ({ durationMs }) => durationMs),
  scripts: most(scripts, ({ cpuMs }) => cpuMs),
  mainThreadMs: rounded(mainThreadMs),
});

const blocking: Of = ({ renderBlocking }) => ({ files: most(renderBlocking, ({ wastedMs }) => wastedMs) });

const BY_METRIC: Readonly<Record<string, Of>> = {
  requests: waterfall,
  lcp: ({ lcp, renderBlocking, film }) => ({
    element: lcp.element && { selector: short(lcp.element.selector), snippet: short(lcp.element.snippet) },
    url: lcp.url && short(lcp.url),
    phases: Object.fromEntries(Object.entries(lcp.phases).map(([phase, value]) => [phase, rounded(value)])),
    undiscovered: lcp.undiscovered.slice(0, MOST_ROWS),
    renderBlocking: most(renderBlocking, ({ wastedMs }) => wastedMs).slice(0, 5),
    ...(film && { film }),
  }),
  fcp: blocking,
  tbt: tasks,
  cls: ({ shifts }) => ({ shifts: most(shifts, ({ score }) => score) }),
  'render-blocking': blocking,
  'blocking-fonts': ({ blockingFonts }) => ({ files: most(blockingFonts) }),
  'unsized-images': ({ unsizedImages }) => ({ files: most(unsizedImages) }),
  'unused-javascript': ({ unusedJavascript }) => ({ files: most(unusedJavascript, ({ bytes }) => bytes) }),
  'lcp-undiscovered': ({ lcp }) => ({
    url: lcp.url && short(lcp.url),
    undiscovered: lcp.undiscovered.slice(0, MOST_ROWS),
  }),
};

/** The files that a metric counts or sums up; null for other metrics. */
function filesBehind(metric: string): Of | null {
  const [, type, what] = /^(?:(.+)-)?(requests|bytes|parties|third-parties)$/.exec(metric) ?? [];
  if (what === undefined) return null;
  if (metric.startsWith('third-part')) {
    return (evidence) => requests(evidence.requests.filter(({ thirdParty }) => thirdParty !== null));
  }
  return (evidence) => requests(evidence.requests.filter((one) => type === undefined || one.type === type));
}

function ofInteraction(
  metric: string,
  { inpMs, parts, target, hit, longTasks, shifts }: InteractionEvidence,
): Behind | null {
  if (metric === 'cls') return { shifts: most(shifts, ({ score }) => score) };
  if (metric !== 'inp') return null;
  return {
    inpMs: rounded(inpMs),
    parts: parts && Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, rounded(value)])),
    target: target && short(target),
    hit: hit && short(hit),
    longTasks: most(longTasks, ({ durationMs }) => durationMs),
  };
}

/** @param result `part` is the name of an interaction: `click text=Menu`; null for the page itself. */
export function details(
  { metric, part }: { readonly metric: string; readonly part: string | null },
  { base, head }: Evidence<VitalsEvidence>,
): VitalsDetails | null {
  const known = Object.hasOwn(BY_METRIC, metric) ? BY_METRIC[metric] : undefined;
  const behind = known ?? filesBehind(metric);
  const of = (evidence: VitalsEvidence | null): Behind | null => {
    if (evidence === null) return null;
    if (part === null) return behind?.(evidence) ?? null;
    const interaction = evidence.interactions.find((one) => one.step === part);
    return interaction ? ofInteraction(metric, interaction) : null;
  };
  const both = { base: of(base), head: of(head) };
  return both.base === null && both.head === null ? null : both;
}
