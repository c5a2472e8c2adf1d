import type { CalibrationBin } from '#libs/wire/performance-reports.js';
import { countOf, numberText } from './report-figures.ts';

export interface CalibrationChart {
  readonly plot: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly points: readonly { readonly x: number; readonly y: number; readonly radius: number; readonly low: number | null; readonly high: number | null; readonly label: string }[];
  readonly ticks: readonly { readonly x: number; readonly y: number; readonly text: string }[];
}

/** Share of positives over the mean score of each bin, in a square; the area of a point grows with its known outcomes. */
export function calibrationChartOf(bins: readonly CalibrationBin[], side: number): CalibrationChart {
  const plot = { left: 52, top: 10, right: side - 12, bottom: side - 40 };
  const x = (share: number) => plot.left + share * (plot.right - plot.left);
  const y = (share: number) => plot.bottom - share * (plot.bottom - plot.top);
  const most = Math.max(1, ...bins.map(({ known }) => known));
  return {
    plot,
    points: bins.flatMap(({ meanScore, rate, rateLow, rateHigh, known, low, high }) =>
      meanScore === null || rate === null
        ? []
        : [
            {
              x: x(meanScore),
              y: y(rate),
              radius: 2.5 + 7 * Math.sqrt(known / most),
              low: rateLow === null ? null : y(rateLow),
              high: rateHigh === null ? null : y(rateHigh),
              label: `${numberText(low, 'number')} to ${numberText(high, 'number')}: ${countOf(known)} known outcomes`,
            },
          ],
    ),
    ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ x: x(share), y: y(share), text: numberText(share, 'share') })),
  };
}

/** The curve in a sentence: where scores promise most too much or too little. */
export function calibrationSummary(bins: readonly CalibrationBin[]): string {
  const known = bins.filter((bin) => bin.meanScore !== null && bin.rate !== null);
  const total = known.reduce((sum, bin) => sum + bin.known, 0);
  const off = known.filter((bin) => bin.rateLow !== null && bin.rateHigh !== null && (bin.meanScore! < bin.rateLow || bin.meanScore! > bin.rateHigh));
  const worst = off.toSorted((a, b) => Math.abs(b.rate! - b.meanScore!) - Math.abs(a.rate! - a.meanScore!))[0];
  const start = `${known.length} bins with ${countOf(total)} known outcomes`;
  if (known.length === 0) return 'No bin has a known outcome yet.';
  if (!worst) return `${start}; in each, the mean score lies within the 95 % interval of the share of positives.`;
  return `${start}; in ${off.length} the mean score lies outside the 95 % interval of the share of positives. Furthest off: a mean score of ${numberText(worst.meanScore!, 'share')} met ${numberText(worst.rate!, 'share')} positives.`;
}
