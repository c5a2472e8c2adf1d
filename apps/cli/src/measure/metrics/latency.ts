import { presentOf } from '#libs/measurement/drift/present.js';
import { measuredShare } from '#libs/measurement/statistics/measured-figure.js';
import { isEnoughForPercentile, percentileConfidence } from '#libs/measurement/statistics/percentile-bounds.js';
import { type PercentileDefinition, percentile, summaryOf } from '#libs/measurement/statistics/percentiles.js';
import { ascending } from '#libs/measurement/statistics/sorting.js';
import { finding, reading, readingOf } from '../finding.js';
import { numbers } from '../input-flag.js';
import type { Metric } from '../metric.js';
import { chosen } from '../options.js';
import { refuse } from '../reading/refuse.js';
import { inWords, number, percent, reasonInWords } from '../words.js';

const definitions = ['linear', 'nearest-rank'] as const satisfies readonly PercentileDefinition[];
const explained: Readonly<Record<PercentileDefinition, string>> = {
  linear: 'linear between order statistics, as percentile_cont',
  'nearest-rank': 'nearest rank, a value that was observed, as percentile_disc',
};

export const latency: readonly Metric[] = [
  {
    name: 'percentiles',
    line: 'percentiles of values such as latencies (--percentile 50,95,99; --method linear or nearest-rank)',
    inputs: [numbers('values')],
    options: ['percentile', 'method'],
    compute: (inputs, { percentile: wanted, method }) => {
      const definition = chosen('method', method, definitions);
      const { values, missing } = presentOf(inputs.numbers('values'));
      const sorted = ascending(values);
      const found = wanted.map((one) => {
        const share = hundredthOf(one);
        return { name: `p${one}`, share, value: reading(percentile(sorted, share, definition), values.length, percentileConfidence(sorted, share, 0.95), 'order-statistics-95') };
      });
      const { least, most, mean, deviation } = summaryOf(values);
      const reason = found[0]!.value.figure.reason;
      const few = found.filter(({ share }) => values.length > 0 && !isEnoughForPercentile(values.length, share));
      return finding(
        found.length === 1 ? found[0]!.value : null,
        reason === null ? `${found.map(({ name, value }) => `${name} is ${inWords(value)}`).join(', ')}; ${explained[definition]}.` : `The percentiles are undefined: ${reasonInWords(reason)}.`,
        {
          figures: Object.fromEntries([
            ...found.map(({ name, value }) => [name, value] as const),
            ...Object.entries({ least, most, mean, 'standard-deviation': deviation }).map(([name, figure]) => [name, reading(figure, values.length)] as const),
          ]),
          notes: [...missingNote(missing), ...few.map(({ name }) => `${number(values.length)} values are not enough for ${name}: it cannot differ from the ${name === 'p0' ? 'smallest' : 'outermost'} value.`)],
          chart: reason === null ? { title: 'percentiles', series: ['value'], rows: found.map(({ name, value }) => ({ label: name, values: [value.figure.value], text: number(value.figure.value!) })) } : null,
          details: { method: definition, missing },
        },
      );
    },
  },
  {
    name: 'attainment',
    line: 'share of values that are at most --threshold, such as latencies within a promised time',
    inputs: [numbers('values')],
    options: ['threshold'],
    compute: (inputs, { threshold = refuse('--threshold NUMBER is needed') }) => {
      const { values, missing } = presentOf(inputs.numbers('values'));
      const within = values.reduce((count, value) => (value <= threshold ? count + 1 : count), 0);
      const value = readingOf(measuredShare({ successes: within, total: values.length }, 0.95, 'no-rows'));
      const sentence = value.figure.value === null ? `The attainment is undefined: ${reasonInWords(value.figure.reason)}.` : `${inWords(value, percent)} of ${number(values.length)} values are at most ${number(threshold)}.`;
      return finding(value, sentence, { notes: missingNote(missing), details: { threshold, within, missing } });
    },
  },
];

function missingNote(missing: number): readonly string[] {
  return missing > 0 ? [`${number(missing)} values are missing and left out.`] : [];
}

/** The double nearest to the decimal: 99.9 / 100 is not 0.999, and the rank of a percentile turns on it. */
function hundredthOf(percent: number): number {
  return Number(`${percent}e-2`);
}
