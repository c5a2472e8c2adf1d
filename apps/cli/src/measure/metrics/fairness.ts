import { calibrationOf, countCalibration } from '#libs/measurement/fairness/group-calibration.js';
import { type GroupCounts, type GroupTable, countGroups } from '#libs/measurement/fairness/group-counts.js';
import { proportionOf, type Rate, rateOf } from '#libs/measurement/fairness/group-rates.js';
import { type CodedColumn, intersectionOf } from '#libs/measurement/fairness/coded-column.js';
import { impactRatios, isSmall, type Reference } from '#libs/measurement/fairness/impact-ratio.js';
import { equalisedOdds, parityOf } from '#libs/measurement/fairness/parity.js';
import { significanceOf } from '#libs/measurement/fairness/significance.js';
import { impactBounds } from '#libs/measurement/fairness/unknown-membership.js';
import { undefinedFigure } from '#libs/measurement/statistics/figure.js';
import { measuredShare } from '#libs/measurement/statistics/measured-figure.js';
import { rateChart, type RateRow, rateTable } from '../charts/group-charts.js';
import { tristate } from '../classes.js';
import { finding, type Finding, type Reading, reading, readingOf } from '../finding.js';
import type { Inputs } from '../inputs.js';
import { column, numbers } from '../input-flag.js';
import type { Metric } from '../metric.js';
import type { MeasureOptions } from '../options.js';
import { refuse } from '../reading/refuse.js';
import { didYouMean, listOf } from '../reading/near-names.js';
import { inWords, number, percent, reasonInWords } from '../words.js';

/** Groups with less than 2 % of the rows, or fewer than 30, are shown but never what others are divided by. */
const smallBelow = { share: 0.02, rows: 30 };
const fourFifths = 0.8;

const shownRates: readonly Rate[] = ['selection-rate', 'true-positive-rate', 'false-positive-rate', 'positive-predictive-value', 'accuracy'];
const gaps = {
  'demographic-parity': 'selection-rate',
  'equal-opportunity': 'true-positive-rate',
  'false-positive-parity': 'false-positive-rate',
  'predictive-parity': 'positive-predictive-value',
  'accuracy-parity': 'accuracy',
} as const satisfies Record<string, Rate>;

export const fairness: readonly Metric[] = [
  {
    name: 'fairness',
    line: 'rates of every group, impact ratios with their significance, and the gaps between groups',
    inputs: [column('decisions'), column('groups', { takesSeveral: true }), column('labels', { isRequired: false }), numbers('scores', { isRequired: false })],
    options: ['positive', 'referenceGroup'],
    compute: (inputs, options) => {
      const judged = judge(inputs, options);
      const { value: lowest, ...found } = ratioFinding(judged, inputs);
      const figures = { 'lowest-impact-ratio': lowest!, ...gapsBetween(judged.table.groups, inputs.has('labels')) };
      const calibration = inputs.has('labels') && inputs.has('scores') ? calibrationOfGroups(inputs, judged) : null;
      return { ...found, value: null, figures, details: { ...detailsOf(judged, inputs.has('labels')), ...(calibration === null ? {} : { calibration }) } };
    },
  },
  {
    name: 'impact-ratio',
    line: 'selection rate of each group over that of the highest eligible one, or of --reference-group',
    inputs: [column('decisions'), column('groups', { takesSeveral: true })],
    options: ['positive', 'referenceGroup'],
    compute: (inputs, options) => ratioFinding(judge(inputs, options), inputs),
  },
];

interface Judged {
  readonly column: CodedColumn;
  readonly classes: Float64Array | null;
  readonly table: GroupTable;
  readonly against: string | null;
  readonly rows: readonly RateRow[];
  readonly notes: readonly string[];
}

function judge(inputs: Inputs, { positive, referenceGroup }: MeasureOptions): Judged {
  const notes: string[] = [];
  const [first, ...others] = inputs.coded('groups');
  const groups = intersectionOf([first!, ...others]);
  const classes = inputs.has('labels') ? inputs.classes('labels', positive, notes) : null;
  const table = countGroups(groups, tristate(inputs.classes('decisions', positive, notes)), classes === null ? null : tristate(classes));
  if (referenceGroup !== undefined && !table.groups.some(({ group }) => group === referenceGroup)) {
    const names = table.groups.map(({ group }) => group);
    refuse(`--reference-group ${referenceGroup}: there is no such group with a decision.${didYouMean(referenceGroup, names)} The groups are ${listOf(names)}.`);
  }
  const reference: Reference = referenceGroup === undefined ? { kind: 'highest-eligible', smallBelow } : { kind: 'named', group: referenceGroup };
  const { against, ratios } = impactRatios(table.groups, reference);
  const bounds = impactBounds(table.groups, table.unknown, reference);
  const total = table.groups.reduce((sum, { n }) => sum + n, 0);
  const base = table.groups.find(({ group }) => group === against);
  const rows = table.groups.map((group, place): RateRow => {
    const significance = base === undefined || base === group ? null : significanceOf(proportionOf('selection-rate', group), proportionOf('selection-rate', base));
    return {
      group: group.group,
      n: group.n,
      selected: group.selected,
      share: group.n / total,
      isSmall: isSmall(group, total, smallBelow),
      isReference: group === base,
      rate: readingOf(measuredShare({ successes: group.selected, total: group.n }, 0.95)),
      ratio: reading(ratios[place]!, group.n, significance?.interval ?? null, significance === null ? null : `${significance.intervalMethod}-95`),
      significance,
      ifUnknown: bounds[place]!,
    };
  });
  if (table.undecided > 0) notes.push(`${number(table.undecided)} rows lack a decision and are left out.`);
  if (table.unknown.n > 0) notes.push(`${number(table.unknown.n)} rows with a decision lack the group; in --json each ratio has the least and the most that these could make of it.`);
  const small = rows.filter((row) => row.isSmall).length;
  if (small > 0) notes.push(`${small} ${small === 1 ? 'group is' : 'groups are'} small (under 2 % of the rows or 30 rows): shown, but nobody is divided by ${small === 1 ? 'it' : 'them'}.`);
  return { column: groups, classes, table, against, rows, notes };
}

/** The smallest ratio of a group that is not small. */
function ratioFinding({ rows, against, notes }: Judged, inputs: Inputs): Finding {
  const eligible = rows.filter(({ isSmall: small, isReference, ratio }) => !small && !isReference && ratio.figure.value !== null);
  const lowest = eligible.reduce<RateRow | null>((low, row) => (low === null || row.ratio.figure.value! < low.ratio.figure.value! ? row : low), null);
  const reason = rows.find(({ ratio }) => ratio.figure.reason !== null)?.ratio.figure.reason ?? (rows.length === 0 ? 'no-rows' : 'single-group');
  const value: Reading = lowest?.ratio ?? reading(undefinedFigure(reason), 0);
  return finding(value, lowest === null ? `The impact ratio is undefined: ${reasonInWords(reason)}.` : ratioSentence(lowest, against!, inputs.nameOf('groups')), {
    answer: lowest === null ? 'undefined' : lowest.ratio.figure.value! < fourFifths ? 'below-four-fifths' : 'above-four-fifths',
    notes,
    table: rateTable(rows),
    chart: rateChart(rows),
    details: { against, groups: rows.map(groupDetails) },
  });
}

function ratioSentence({ group, ratio, rate, significance }: RateRow, against: string, attribute: string): string {
  const verdict = ratio.figure.value! < fourFifths ? 'below four fifths' : 'not below four fifths';
  const chance = significance?.pValue.value === null || significance === null ? '' : significance.pValue.value < 0.05 ? ', beyond what chance explains' : ', which chance alone may explain';
  const flips = significance?.flipsWithOne === true ? ' One selection more or fewer would turn that.' : '';
  return `By ${attribute}, "${group}" has the lowest selection rate, ${percent(rate.figure.value!)}: ${inWords(ratio)} times that of "${against}", ${verdict}${chance}.${flips}`;
}

function groupDetails({ isSmall: small, isReference, significance, ...row }: RateRow) {
  const test = significance === null ? null : { name: significance.test, pValue: significance.pValue, standardDeviations: significance.standardDeviations, isFourFifths: significance.isFourFifths, flipsWithOne: significance.flipsWithOne };
  return { ...row, small, reference: isReference, test };
}

function gapsBetween(groups: readonly GroupCounts[], hasLabels: boolean): Readonly<Record<string, Reading>> {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const named = Object.entries(gaps).filter(([, rate]) => hasLabels || rate === 'selection-rate');
  const odds = hasLabels ? equalisedOdds(groups) : null;
  return Object.fromEntries([
    ...named.flatMap(([name, rate]) => {
      const { difference, ratio } = parityOf(rate, groups);
      return [[`${name}-difference`, reading(difference, n)] as const, [`${name}-ratio`, reading(ratio, n)] as const];
    }),
    ...(odds === null ? [] : [['equalised-odds-difference', reading(odds.difference, n)] as const, ['equalised-odds-ratio', reading(odds.ratio, n)] as const]),
  ]);
}

function detailsOf({ table, against, rows }: Judged, hasLabels: boolean) {
  const ratesOf = (group: GroupCounts) => Object.fromEntries(shownRates.filter((rate) => hasLabels || rate === 'selection-rate').map((rate) => [rate, rateOf(rate, group)]));
  return {
    against,
    unknown: table.unknown,
    undecided: table.undecided,
    groups: rows.map((row, place) => ({ ...groupDetails(row), ...(hasLabels ? { confusion: table.groups[place]!.confusion } : {}), rates: ratesOf(table.groups[place]!) })),
  };
}

function calibrationOfGroups(inputs: Inputs, { column: groups, classes }: Judged) {
  const counts = countCalibration(groups, inputs.numbers('scores'), tristate(classes!));
  return groups.labels.map((label, place) => calibrationOf(label, counts[place]!));
}
