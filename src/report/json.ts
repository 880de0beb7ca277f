import type { Report } from '../model/report.ts';
import { writtenReportSchema } from '../model/written-report.ts';
import { jsonWithoutCommands } from '../text/runner-commands.ts';
import { withRecommendations } from './recommendations.ts';
import { scoreOf } from './score.ts';

/**
 * Prints report.json with keys in the order of the schema. Each sample and the history take one line each, because
 * there may be thousands of figures.
 * @throws ZodError if readers would refuse the report: a number that isn't finite would silently become null.
 */
export const renderJson = (report: Report): string => jsonWithoutCommands(written(report));

function written(report: Report): string {
  const { samples, history, ...rest } = writtenReportSchema.parse({
    ...report,
    score: scoreOf(report),
    findings: withRecommendations(report),
  });
  const text = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  const past = history === undefined ? '' : `,\n  "history": ${JSON.stringify(history)}`;
  const lines = samples.map((sample) => `\n    ${JSON.stringify(sample)}`).join(',');
  return `${text}${past},\n  "samples": [${lines}${lines === '' ? '' : '\n  '}]\n}\n`;
}
