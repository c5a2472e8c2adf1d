import { intersectionOf } from '#libs/measurement/fairness/coded-column.js';
import { scoringRates } from '#libs/measurement/fairness/scoring-rate.js';
import { undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { finding, reading } from '../finding.js';
import { column, numbers } from '../input-flag.js';
import type { Metric } from '../metric.js';
import { inWords, number, percent, reasonInWords } from '../words.js';

/** The scoring-rate method of New York City's Local Law 144. */
export const scoringRate: Metric = {
  name: 'scoring-rate',
  line: 'share of each group scored above the median of all, and its impact ratio (NYC Local Law 144)',
  inputs: [numbers('scores'), column('groups', { takesSeveral: true })],
  options: [],
  compute: (inputs) => {
    const [first, ...others] = inputs.coded('groups');
    const { sampleMedian, scored, unknown, groups } = scoringRates(intersectionOf([first!, ...others]), inputs.numbers('scores'));
    const ratios = groups.filter(({ impactRatioWithoutSmall: ratio }) => ratio?.value != null);
    const lowest = ratios.toSorted((a, b) => a.impactRatioWithoutSmall!.value! - b.impactRatioWithoutSmall!.value!)[0];
    const reason = groups.find(({ impactRatio }) => impactRatio.reason !== null)?.impactRatio.reason ?? 'no-rows';
    const value = lowest === undefined ? reading(undefinedFigure(reason), 0) : reading(lowest.impactRatioWithoutSmall!, lowest.n);
    const sentence =
      lowest === undefined
        ? `The impact ratio of scoring rates is undefined: ${reasonInWords(reason)}.`
        : `"${lowest.group}" has the lowest scoring rate: ${percent(lowest.scoringRate.value!)} of it are scored above the median of all (${inWords(reading(sampleMedian, scored))}), ${number(value.figure.value!)} times the highest rate.`;
    const small = groups.filter((group) => group.small).length;
    return finding(value, sentence, {
      notes: [
        ...(unknown > 0 ? [`${number(unknown)} scored rows lack the group: they count for the median and in no group.`] : []),
        ...(small > 0 ? [`${small} of the groups have less than 2 % of the scored rows and are left out of the ratio.`] : []),
      ],
      table: {
        head: ['group', 'scored', 'above median', 'scoring rate', 'impact ratio'],
        rows: groups.map((group) => [group.group, number(group.n), number(group.aboveMedian), inWords(reading(group.scoringRate, group.n), percent), group.small ? 'small' : inWords(reading(group.impactRatioWithoutSmall!, group.n))]),
      },
      chart: { title: 'scoring rate', series: ['scoring rate'], rows: groups.map((group) => ({ label: group.group, values: [group.scoringRate.value], text: inWords(reading(group.scoringRate, group.n), percent) })) },
      details: { sampleMedian, scored, unknown, groups },
    });
  },
};
