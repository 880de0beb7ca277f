import { z } from 'zod';
import { nullable, number, text } from './result.ts';

/** A result's figures when a run first found the label. */
const acceptedFigureSchema = z.object({
  /** Id of the result. */
  id: text,
  /** Head's value. */
  head: number,
  /** head − base, in the metric's unit; absent: there was no base. */
  change: number.exactOptional(),
  /** The interval of the change; absent for exact metrics. Fractions if `ratio`, else in the metric's unit. */
  low: number.exactOptional(),
  high: number.exactOptional(),
  ratio: z.literal(true).exactOptional(),
});

/** The figures when a run first applied a label. The label accepts nothing worse. */
export const acceptedFiguresSchema = z.object({
  label: text,
  /** When the label was set (ISO 8601); null if GitHub did not report it. */
  at: nullable.text,
  /** Figures of the accepted results. */
  figures: z.array(acceptedFigureSchema),
  /** Accepted results whose figures had no room. The label accepts them whatever their figures are. */
  ids: z.array(text).exactOptional(),
  /** Figures of gating results that did not fail, as many as had room. */
  others: z.array(acceptedFigureSchema).exactOptional(),
});

export type AcceptedFigure = z.infer<typeof acceptedFigureSchema>;
export type AcceptedFigures = z.infer<typeof acceptedFiguresSchema>;
