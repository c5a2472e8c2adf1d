import type { Significance } from '#libs/measurement/fairness/significance.js';
import type { ImpactBounds } from '#libs/measurement/fairness/unknown-membership.js';
import type { Chart, Reading, TextTable } from '../finding.js';
import { inWords, number, percent, probability } from '../words.js';

/** A group's selection rate beside that of the group it is compared with. */
export interface RateRow {
  readonly group: string;
  readonly n: number;
  readonly selected: number;
  readonly share: number;
  readonly isSmall: boolean;
  readonly isReference: boolean;
  readonly rate: Reading;
  readonly ratio: Reading;
  /** Null for the reference itself, and where there is none. */
  readonly significance: Significance | null;
  readonly ifUnknown: ImpactBounds;
}

export function rateTable(rows: readonly RateRow[]): TextTable {
  return {
    head: ['group', 'rows', 'selected', 'selection rate', 'impact ratio', 'chance'],
    rows: rows.map(({ group, n, selected, rate, ratio, isSmall, isReference, significance }) => [
      group,
      number(n),
      number(selected),
      inWords(rate, percent),
      isReference ? 'reference' : `${inWords(ratio)}${isSmall ? ', small' : ''}`,
      significance === null || significance.pValue.value === null ? '' : probability(significance.pValue.value),
    ]),
  };
}

export function rateChart(rows: readonly RateRow[]): Chart {
  return { title: 'selection rate', series: ['selection rate'], rows: rows.map(({ group, rate, isSmall }) => ({ label: group, values: [rate.figure.value], text: `${inWords(rate, percent)}${isSmall ? ', small' : ''}` })) };
}
