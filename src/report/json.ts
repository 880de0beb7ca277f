import { type Report, writtenReportSchema } from '../model/report.ts';
import { jsonWithoutCommands } from '../text/runner-commands.ts';
import { withRecommendations } from './recommendations.ts';
import { scoreOf } from './score.ts';

/**
 * report.json: keys in the order of the schema, and each sample on one line, because there may be thousands.
 * @throws ZodError if readers would refuse the report: a number that isn't finite would silently become null.
 */
export const renderJson = (report: Report): string => jsonWithoutCommands(written(report));

function written(report: Report): string {
  const { samples, ...rest } = writtenReportSchema.parse({
    ...report,
    score: scoreOf(report),
    findings: withRecommendations(report),
  });
  const text = JSON.stringify({ ...rest, samples: [] }, null, 2);
  if (samples.length === 0) return `${text}\n`;
  const lines = samples.map((sample) => `    ${JSON.stringify(sample)}`).join(',\n');
  return `${text.replace(/"samples": \[\]\n\}$/, () => `"samples": [\n${lines}\n  ]\n}`)}\n`;
}
