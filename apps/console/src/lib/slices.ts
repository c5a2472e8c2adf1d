import type { GroupGap, GroupRate, ImpactRatio, SliceGroup, SliceReport } from '#libs/wire/slice-reports.js';
import { countText } from './figures.ts';
import { chanceText, numberText } from './report-figures.ts';
import { domainOf, type TimeLine } from './time-series.ts';

export const rateWords: Readonly<Record<GroupRate, string>> = {
  'selection-rate': 'Selection rate',
  'true-positive-rate': 'True positive rate',
  'false-positive-rate': 'False positive rate',
  'positive-predictive-value': 'Precision',
  accuracy: 'Accuracy',
  'error-rate': 'Error rate',
};

export const gapWords: Readonly<Record<GroupGap['measure'], { readonly name: string; readonly rule: string }>> = {
  'demographic-parity': { name: 'Demographic parity', rule: 'selection rates' },
  'equal-opportunity': { name: 'Equal opportunity', rule: 'true positive rates' },
  'false-positive-parity': { name: 'False positive parity', rule: 'false positive rates' },
  'equalised-odds': { name: 'Equalised odds', rule: 'the larger of the true and the false positive gap' },
  'predictive-parity': { name: 'Predictive parity', rule: 'precision' },
  'accuracy-parity': { name: 'Accuracy parity', rule: 'accuracy' },
};

export const fourFifthsWords =
  'Four fifths (0.8) is a rule of thumb of US employment law (29 CFR 1607.4(D)). It is not a legal threshold elsewhere, and no verdict by itself: small groups cross it by chance, and large ones may differ unlawfully above it.';

const testWords: Readonly<Record<NonNullable<ImpactRatio['test']>, string>> = { 'two-proportion-z': 'two-proportion z', fisher: 'Fisher, exact' };

/** What a test says of the difference between a group and the one it is compared with. */
export function testText({ test, pValue, standardDeviations }: ImpactRatio): string {
  if (test === null || pValue === null) return '—';
  const distance = standardDeviations === null ? '' : `, ${numberText(standardDeviations, 'number')} standard deviations`;
  return `p ${pValue < 0.0001 ? '' : '= '}${chanceText(pValue)} (${testWords[test]})${distance}`;
}

/** The group that others are compared with, in a sentence. */
export function againstText(groups: readonly SliceGroup[]): string {
  const against = groups.find(({ impact }) => impact.against !== null)?.impact.against;
  return against === undefined || against === null
    ? 'No group can be compared with: nobody was selected, or every group is small.'
    : `Each group’s selection rate over that of “${against}”.`;
}

/** What counts as small, and how many events belong to no group. */
export function coverText({ smallBelow, unknown, attributes }: SliceReport): string {
  const lacking = unknown.events === 0 ? 'Every event has its group.' : `${countText(unknown.events, 'event')} (${numberText(unknown.share, 'share')}) lack ${attributes.length > 1 ? 'one of these' : 'it'} and belong to no group; best and worst show what they could change.`;
  return `${lacking} A group below ${numberText(smallBelow.share, 'share')} of the events or ${countText(smallBelow.events, 'event')} is small: shown, but never what others are compared with.`;
}

/** Selection rate and precision of a group over time. */
export function groupLines({ points }: Pick<SliceGroup, 'points'>): readonly TimeLine[] {
  return [
    { name: 'selection rate', style: 'measured', points: points.map(({ from, to, selectionRate }) => ({ from, to, value: selectionRate })) },
    { name: 'precision', style: 'second', points: points.map(({ from, to, precision }) => ({ from, to, value: precision })) },
  ];
}

/** One scale for all groups, so that they can be compared. */
export function commonDomain(groups: readonly SliceGroup[]): readonly [number, number] {
  return domainOf(groups.flatMap(groupLines), 'share');
}

/** The largest groups, the largest first. */
export function largest(groups: readonly SliceGroup[], most: number): readonly SliceGroup[] {
  return groups.toSorted((a, b) => b.events - a.events).slice(0, most);
}
